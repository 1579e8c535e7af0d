// SPDX-License-Identifier: Apache-2.0
/** Trains a network with a routing, tests it after every epoch, and tells how far it is. */
package org.capsnet.experiments.training;
