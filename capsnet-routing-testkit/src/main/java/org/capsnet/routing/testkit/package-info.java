// SPDX-License-Identifier: Apache-2.0
/**
 * Tests for routing plug-ins.
 *
 * <p>Extend {@link org.capsnet.routing.testkit.RoutingConformance} in the tests of a plug-in's module. What it asks for is
 * the contract of {@link org.capsnet.core.routing.Routing} and {@link org.capsnet.core.routing.RoutingTraits}. It can't know
 * the paper: {@link org.capsnet.routing.testkit.GoldenVectors} holds a routing against an implementation of it elsewhere, and
 * {@link org.capsnet.routing.testkit.ImageLearning} sees it learn from real images.
 */
package org.capsnet.routing.testkit;
