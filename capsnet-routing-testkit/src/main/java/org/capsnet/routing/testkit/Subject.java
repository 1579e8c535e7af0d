// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.capsnet.core.routing.Routing;

/**
 * A routing with one set of options.
 *
 * @param plugin its name
 * @param options the set in words
 * @param routing what is checked
 * @param tolerances how exact it must be
 * @param learningRate Adam's, where a network is trained
 */
record Subject(String plugin, String options, Routing routing, Tolerances tolerances, double learningRate) {

    private static final String DEFAULTS = "defaults";

    boolean hasDefaults() {
        return options.equals(DEFAULTS);
    }

    /** The defaults, the options of the paper and other sets, each once. */
    static List<Subject> of(
            PluginUnderTest plugin, List<Map<String, String>> optionSets, Tolerances tolerances, double learningRate) {
        Map<Routing, String> routings = new LinkedHashMap<>();
        routings.put(plugin.plugin().defaults(), DEFAULTS);
        routings.putIfAbsent(plugin.plugin().literal(), "literal");
        for (Map<String, String> set : optionSets) {
            String words =
                    new TreeMap<>(set).entrySet().stream().map(String::valueOf).collect(Collectors.joining(" "));
            routings.putIfAbsent(plugin.catalog().create(plugin.name(), set), words);
        }
        return routings.entrySet().stream()
                .map(each -> new Subject(plugin.name(), each.getValue(), each.getKey(), tolerances, learningRate))
                .toList();
    }
}
