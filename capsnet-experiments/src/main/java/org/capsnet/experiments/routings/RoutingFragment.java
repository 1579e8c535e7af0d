// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.routing.spi.OptionDescription;

/**
 * A routing with its default options as YAML, to be pasted into an experiment file:
 *
 * <pre>
 * routing:
 *   name: my-routing
 *   iterations: 3   # a whole number, at least 1: routing iterations r
 *   move: mean      # full or mean: how far a vote moves
 * </pre>
 */
final class RoutingFragment {

    private static final String COMMENT = "   # ";

    private RoutingFragment() {}

    /** Lines, each with its end. */
    static String of(String name, List<OptionDescription> options) {
        Map<String, String> comments = new LinkedHashMap<>();
        options.forEach(option ->
                comments.put("  " + YamlScalar.text(option.name()) + ": " + YamlScalar.value(option), comment(option)));
        int width =
                comments.keySet().stream().mapToInt(RoutingsText::width).max().orElse(0);
        StringBuilder text = new StringBuilder("routing:\n  name: " + YamlScalar.text(name) + "\n");
        comments.forEach((setting, comment) -> text.append(RoutingsText.padded(setting, width))
                .append(COMMENT)
                .append(comment)
                .append('\n'));
        return text.toString();
    }

    private static String comment(OptionDescription option) {
        String meaning = option.meaning().strip().replaceAll("\\s+|\\p{Cntrl}+", " ");
        return RoutingsText.values(option) + (meaning.isEmpty() ? "" : ": " + meaning);
    }
}
