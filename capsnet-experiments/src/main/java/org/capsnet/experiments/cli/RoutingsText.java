// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

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
final class RoutingsText {

    private static final String INDENT = "    ";

    private RoutingsText() {}

    static String of(List<RoutingDescription> routings, boolean detailed) {
        StringBuilder text = new StringBuilder();
        for (RoutingDescription routing : routings) {
            text.append(text.isEmpty() ? "" : "\n");
            line(text, routing.name() + "  " + routing.summary());
            line(text, INDENT + routing.paper());
            options(text, routing.options());
            if (routing.differs()) {
                line(text, INDENT + "as published: " + routing.published());
            }
            if (detailed) {
                line(text, INDENT + "provided by " + routing.location());
            }
        }
        return text.toString();
    }

    private static void options(StringBuilder text, List<OptionDescription> options) {
        int settingWidth = width(options, RoutingsText::setting);
        int valuesWidth = width(options, RoutingsText::values);
        for (OptionDescription option : options) {
            line(
                    text,
                    INDENT + padded(setting(option), settingWidth) + "  " + padded(values(option), valuesWidth) + "  "
                            + option.meaning());
        }
    }

    private static String setting(OptionDescription option) {
        return option.name() + "=" + option.defaultValue();
    }

    private static String values(OptionDescription option) {
        return option.range().isEmpty() ? option.type() : option.type() + ", " + option.range();
    }

    private static int width(List<OptionDescription> options, Function<OptionDescription, String> column) {
        return options.stream().map(column).mapToInt(RoutingsText::width).max().orElse(0);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - width(text));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
