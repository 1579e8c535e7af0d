// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.capsnet.routing.spi.OptionDescription;

/** A single value of a YAML file, which means the same to readers of YAML 1.1 and 1.2. */
public final class YamlScalar {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w-]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> NOT_TEXT = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private YamlScalar() {}

    /** A text, in quotes where YAML would read a number, a truth or something else. */
    public static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    /** A number as Java writes it. Readers of YAML 1.1 take 1.0E10 for a text, but not 1.0E+10. */
    public static String number(String number) {
        return number.replaceFirst("E(?=\\d)", "E+");
    }

    /** The value of a routing's option. */
    public static String value(OptionDescription option) {
        return switch (option.kind()) {
            case NUMBER -> number(option.defaultValue());
            case BOOLEAN -> option.defaultValue();
            case TEXT -> text(option.defaultValue());
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
