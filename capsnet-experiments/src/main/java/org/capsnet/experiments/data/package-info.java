// SPDX-License-Identifier: Apache-2.0
/** What is told of data sets and their download. */
package org.capsnet.experiments.data;
