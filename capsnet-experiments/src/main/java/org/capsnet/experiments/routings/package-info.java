// SPDX-License-Identifier: Apache-2.0
/** The routings of the class path one by one, outside a network: what they are, what they need, and a layer to run them in. */
package org.capsnet.experiments.routings;
