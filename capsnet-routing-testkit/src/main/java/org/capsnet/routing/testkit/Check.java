// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;

/** One thing that is asked of a routing. */
interface Check {

    /** A few words. */
    String name();

    /** What is to be run for a routing; nothing if the check doesn't apply to it. */
    List<Part> parts(Subject subject);

    /** Whether only the options that train best are held to it. */
    default boolean defaultsOnly() {
        return false;
    }
}
