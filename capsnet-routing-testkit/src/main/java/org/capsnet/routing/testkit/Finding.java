// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

/** A failed check in words. */
final class Finding {

    private Finding() {}

    /**
     * An error to throw.
     *
     * @param expected what the contract asks for
     * @param found what the routing did
     * @param lookAt where its author should look
     */
    static AssertionError of(String expected, String found, String lookAt) {
        return new AssertionError("Expected: " + expected + System.lineSeparator() + "Found: " + found
                + System.lineSeparator() + "Look at: " + lookAt);
    }
}
