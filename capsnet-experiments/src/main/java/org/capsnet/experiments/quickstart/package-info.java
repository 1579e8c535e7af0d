// SPDX-License-Identifier: Apache-2.0
/** The first experiment: the routings of the class path, compared by training one small network with each. */
package org.capsnet.experiments.quickstart;
