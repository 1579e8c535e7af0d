// SPDX-License-Identifier: Apache-2.0
/** Where commands write. */
package org.capsnet.experiments.terminal;
