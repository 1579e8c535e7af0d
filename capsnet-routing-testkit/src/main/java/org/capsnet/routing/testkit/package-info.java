// SPDX-License-Identifier: Apache-2.0
/**
 * Conformance tests for routing plug-ins.
 *
 * <p>Extend {@link org.capsnet.routing.testkit.RoutingConformance} in the tests of a plug-in's module. What it asks for is
 * the contract of {@link org.capsnet.core.routing.Routing} and {@link org.capsnet.core.routing.RoutingTraits}.
 */
package org.capsnet.routing.testkit;
