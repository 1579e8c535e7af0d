// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * A part of a check, which passes or fails by itself.
 *
 * @param at the sizes, or another word for where it is run
 */
record Part(String at, Executable body) {

    static Part of(Sizes sizes, Executable body) {
        return new Part(sizes.toString(), body);
    }

    /** A test whose failure begins with its name, since not every report shows that. */
    DynamicTest named(String name) {
        return DynamicTest.dynamicTest(name, () -> {
            try {
                body.execute();
            } catch (AssertionError | Exception e) {
                String reason = e instanceof AssertionError ? e.getMessage() : "route() or the layer failed: " + e;
                throw new AssertionError(name + System.lineSeparator() + reason, e);
            }
        });
    }
}
