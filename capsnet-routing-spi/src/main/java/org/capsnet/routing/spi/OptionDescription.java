// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import org.apiguardian.api.API;

/**
 * An option of a routing, for lists and documentation.
 *
 * @param name in kebab-case
 * @param kind how its values are told from others, for instance in a file
 * @param type what a value looks like, for instance "a whole number" or "one or outputs"
 * @param defaultValue as it would be typed
 * @param range for instance "at least 1"; empty if there is none
 * @param meaning one line
 * @param asBefore whether the option came later and has the value with which everything is as before it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record OptionDescription(
        String name, Kind kind, String type, String defaultValue, String range, String meaning, boolean asBefore) {

    /** The kinds of values that a file tells apart. */
    public enum Kind {
        /** A whole number or any other. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** A word of a few that are allowed, or any text. */
        TEXT
    }

    /** {@return the name with the value, as they would be typed: {@code iterations=3}} */
    public String setting() {
        return name + "=" + defaultValue;
    }
}
