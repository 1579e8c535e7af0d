// SPDX-License-Identifier: Apache-2.0
/** Reading and writing files so that an error is a message for the user and never half a file. */
package org.capsnet.experiments.files;
