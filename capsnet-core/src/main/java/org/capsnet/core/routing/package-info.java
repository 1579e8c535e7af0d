// SPDX-License-Identifier: Apache-2.0
/**
 * What a routing is: {@link org.capsnet.core.routing.Routing} for anything,
 * {@link org.capsnet.core.routing.AgreementRouting} for loops of agreement; what it may look at,
 * {@link org.capsnet.core.routing.RoutingInput}; what it returns, {@link org.capsnet.core.routing.Capsules}.
 */
package org.capsnet.core.routing;
