// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.Set;
import org.capsnet.core.routing.Routing;

/**
 * A routing that does one thing wrong.
 *
 * @param routing named for what is wrong
 * @param check the check that must notice
 * @param remedy part of its message
 * @param others checks that can't help noticing
 */
record Flaw(Routing routing, String check, String remedy, Set<String> others) {

    static Flaw of(Routing routing, String check, String remedy, String... others) {
        return new Flaw(routing, check, remedy, Set.copyOf(List.of(others)));
    }

    @Override
    public String toString() {
        return routing.getClass().getSimpleName() + " fails " + check;
    }
}
