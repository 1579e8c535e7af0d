// SPDX-License-Identifier: Apache-2.0
/**
 * How routings become plug-ins.
 *
 * <p>Write a record that implements {@link org.capsnet.core.routing.Routing}, give each component an
 * {@link org.capsnet.routing.spi.Option}, name it in a {@link org.capsnet.routing.spi.RoutingPlugin} and list that class
 * in the service file. {@link org.capsnet.routing.spi.RoutingCatalog} finds it.
 */
package org.capsnet.routing.spi;
