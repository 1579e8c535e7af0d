// SPDX-License-Identifier: Apache-2.0
/** Measures what things cost: {@link org.capsnet.experiments.bench.RoutingBench} a routing by itself. */
package org.capsnet.experiments.bench;
