// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import org.apiguardian.api.API;

/** Something about routings that the user can put right; the message says what, where and how. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RoutingException extends RuntimeException {

    /**
     * An error that the user of a routing can put right.
     *
     * @param message what is wrong and what to do
     */
    public RoutingException(String message) {
        super(message);
    }

    /**
     * An error that the user of a routing can put right, with its cause.
     *
     * @param message what is wrong and what to do
     * @param cause what led to it
     */
    public RoutingException(String message, Throwable cause) {
        super(message, cause);
    }
}
