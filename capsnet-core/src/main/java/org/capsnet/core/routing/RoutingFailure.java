// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import org.apiguardian.api.API;

/**
 * A routing threw an exception or broke its contract, which is for its author to put right. The message is one line that
 * names the routing's class and jar, where it was used, what happened and what to do.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RoutingFailure extends RuntimeException {

    private RoutingFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * {@return the failure for an exception that a routing threw}
     *
     * @param routing that threw it
     * @param cause what it threw
     */
    public static RoutingFailure thrown(Routing routing, Throwable cause) {
        return new RoutingFailure("The routing " + origin(routing) + " " + FaultText.of(cause), cause);
    }

    /**
     * {@return the failure for an exception that a routing threw in a layer}
     *
     * @param routing that threw it
     * @param layer for instance {@code CapsuleLayer "digits"}
     * @param cause what it threw
     */
    public static RoutingFailure thrown(Routing routing, String layer, Throwable cause) {
        return new RoutingFailure("The routing " + origin(routing) + " of " + layer + " " + FaultText.of(cause), cause);
    }

    /**
     * {@return the failure for a contract that a routing broke}
     *
     * @param routing that broke it
     * @param what a predicate, for instance {@code returned null}
     */
    public static RoutingFailure broken(Routing routing, String what) {
        return new RoutingFailure("The routing " + origin(routing) + " " + what + ". Report this to its author.", null);
    }

    /**
     * {@return the failure for a contract that a routing broke in a layer}
     *
     * @param routing that broke it
     * @param layer for instance {@code CapsuleLayer "digits"}
     * @param what a predicate, for instance {@code returned null}
     */
    public static RoutingFailure broken(Routing routing, String layer, String what) {
        return new RoutingFailure(
                "The routing " + origin(routing) + " of " + layer + " " + what + ". Report this to its author.", null);
    }

    private static String origin(Routing routing) {
        return ClassOrigin.of(routing.getClass());
    }
}
