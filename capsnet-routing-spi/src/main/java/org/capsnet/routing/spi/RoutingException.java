// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

/** Something about routings that the user can put right; the message says what, where and how. */
public final class RoutingException extends RuntimeException {

    public RoutingException(String message) {
        super(message);
    }

    public RoutingException(String message, Throwable cause) {
        super(message, cause);
    }
}
