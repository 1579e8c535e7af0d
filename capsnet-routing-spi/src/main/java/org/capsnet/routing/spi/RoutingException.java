// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import org.apiguardian.api.API;

/** Something about routings that the user can put right; the message says what, where and how. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RoutingException extends RuntimeException {

    public RoutingException(String message) {
        super(message);
    }

    public RoutingException(String message, Throwable cause) {
        super(message, cause);
    }
}
