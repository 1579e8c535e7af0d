// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capsnet.experiments.UserError;
import org.capsnet.routing.spi.NearestName;

/** Options of several routings, as typed after {@code --set}. */
final class RoutingSettings {

    private static final Pattern SETTING = Pattern.compile("([^.=]+)\\.([^.=]+)=(.+)", Pattern.DOTALL);

    private RoutingSettings() {}

    /**
     * Values by option by routing.
     *
     * @param settings each {@code routing.option=value}
     * @param routings those that take part, at least one
     * @throws UserError if a setting looks otherwise, is for another routing or comes twice
     */
    static Map<String, Map<String, String>> parse(List<String> settings, List<String> routings) {
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        for (String setting : settings) {
            Matcher matcher = SETTING.matcher(setting);
            if (!matcher.matches()) {
                throw new UserError("--set needs the routing, the option and its value, for example --set "
                        + routings.get(0) + ".iterations=3, but got \"" + setting + "\".");
            }
            String routing = matcher.group(1);
            String option = matcher.group(2);
            if (!routings.contains(routing)) {
                throw new UserError("--set " + setting + " is for the routing \"" + routing
                        + "\", which doesn't take part." + NearestName.suggestion(routing, routings) + " These do: "
                        + String.join(", ", routings) + ".");
            }
            if (values.computeIfAbsent(routing, name -> new LinkedHashMap<>()).put(option, matcher.group(3)) != null) {
                throw new UserError("--set gives the option \"" + option + "\" of \"" + routing + "\" twice.");
            }
        }
        return values;
    }
}
