// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.experiments.UserError;

/** An option of a routing and its value, as typed after {@code --set}. */
final class OptionSetting {

    private OptionSetting() {}

    /**
     * Values by option.
     *
     * @param settings each {@code option=value}
     * @throws UserError if one isn't, or an option is set twice
     */
    static Map<String, String> parse(List<String> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1 || equals == setting.length() - 1) {
                throw new UserError(
                        "--set must be followed by option=value, as in --set iterations=3, but is followed by \""
                                + setting + "\".");
            }
            String option = setting.substring(0, equals);
            if (values.put(option, setting.substring(equals + 1)) != null) {
                throw new UserError("--set gives the option \"" + option + "\" twice.");
            }
        }
        return values;
    }
}
