// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

/** Checks whose messages name the setting, its range and its value. */
final class Ranges {

    private Ranges() {}

    static void atLeast(String setting, long value, long minimum) {
        if (value < minimum) {
            throw new IllegalArgumentException(setting + " must be at least " + minimum + " but is " + value);
        }
    }

    /** The interval is open at zero and closed at the maximum. */
    static void positive(String setting, double value, double maximum) {
        if (!(value > 0 && value <= maximum)) {
            throw new IllegalArgumentException(
                    setting + " must be greater than 0 and at most " + maximum + " but is " + value);
        }
    }
}
