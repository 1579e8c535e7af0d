// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.util.List;
import java.util.function.Function;
import org.capsnet.routing.spi.OptionDescription;

/**
 * The list of routings for people:
 *
 * <pre>
 * adaptive  Adaptive routing: votes move towards the output that they voted for.
 *     Ren, Su, Li 2019, Adaptive Routing Between Capsules, algorithm 1
 *     iterations=3  a whole number, at least 1  routing iterations r
 *     move=mean     full or mean                how far a vote moves
 *     as published: iterations=3 move=full
 * </pre>
 */
public final class RoutingsText {

    static final String INDENT = "    ";

    private RoutingsText() {}

    /** A paragraph for each. */
    public static String of(List<RoutingDescription> routings) {
        StringBuilder text = new StringBuilder();
        for (RoutingDescription routing : routings) {
            text.append(text.isEmpty() ? "" : "\n");
            routing(text, routing);
        }
        return text.toString();
    }

    /** One of the list. */
    static void routing(StringBuilder text, RoutingDescription routing) {
        line(text, routing.name() + "  " + routing.summary());
        line(text, INDENT + routing.paper());
        options(text, routing.options());
        if (routing.differs()) {
            line(text, INDENT + "as published: " + routing.published());
        }
    }

    private static void options(StringBuilder text, List<OptionDescription> options) {
        int settingWidth = width(options, OptionDescription::setting);
        int valuesWidth = width(options, RoutingsText::values);
        for (OptionDescription option : options) {
            line(
                    text,
                    INDENT + padded(option.setting(), settingWidth) + "  " + padded(values(option), valuesWidth) + "  "
                            + option.meaning());
        }
    }

    /** What may be typed: {@code a whole number, at least 1}. */
    static String values(OptionDescription option) {
        return option.range().isEmpty() ? option.type() : option.type() + ", " + option.range();
    }

    private static int width(List<OptionDescription> options, Function<OptionDescription, String> column) {
        return options.stream().map(column).mapToInt(RoutingsText::width).max().orElse(0);
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    static String padded(String text, int width) {
        return text + " ".repeat(width - width(text));
    }

    static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
