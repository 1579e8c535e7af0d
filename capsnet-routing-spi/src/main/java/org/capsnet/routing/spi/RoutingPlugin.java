// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import org.apiguardian.api.API;
import org.capsnet.core.routing.Routing;

/**
 * Makes a routing known by name, to the command line, the experiments and the result tables.
 *
 * <p>A plug-in is one class with a public constructor without arguments, named in the file
 * {@code META-INF/services/org.capsnet.routing.spi.RoutingPlugin} of its jar. The options are the components of the
 * routing's record, each with an {@link Option}; the values in {@link #defaults()} are the defaults. The whole of it:
 *
 * <pre>{@code
 * public final class LambdaRoutingPlugin implements RoutingPlugin {
 *     public String name() { return "adaptive-lambda"; }
 *     public String summary() { return "Squashed sum of votes, amplified by λ."; }
 *     public String paper() { return "Ren, Su, Li 2019, Algorithm 2"; }
 *     public Routing defaults() { return new LambdaRouting(3); }
 * }
 * }</pre>
 *
 * <p>Later versions add to this interface by default methods only, so that a plug-in written once keeps working.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RoutingPlugin {

    /** {@return the name: lower-case words joined by hyphens, at most 63 characters; unique on the class path} */
    String name();

    /** {@return what the routing does, in one line} */
    String summary();

    /** {@return where it was published, in one line} */
    String paper();

    /** {@return the routing with the options that train best} Must be a record. */
    Routing defaults();

    /** {@return the routing with the options of its paper, to the letter} {@link #defaults()} unless overridden. */
    default Routing literal() {
        return defaults();
    }
}
