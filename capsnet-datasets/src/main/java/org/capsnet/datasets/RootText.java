// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Locale;
import org.apiguardian.api.API;

/** Text that is the same on every computer: the default locale decides about neither digits nor letters. */
@API(status = INTERNAL, since = "0.1")
public final class RootText {

    private RootText() {}

    /**
     * Writes values as String.format does, numbers with the digits 0 to 9 and commas between thousands.
     *
     * @param pattern for String.format
     * @param values what it asks for
     * @return the text
     */
    public static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** What is left of a name that people write in several ways: its letters, in lower case, and digits. */
    static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
