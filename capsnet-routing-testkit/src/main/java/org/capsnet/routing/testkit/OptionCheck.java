// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.OptionDescription;
import org.capsnet.routing.spi.RoutingException;

/** Every option can be set as text, within its range and not beyond. */
final class OptionCheck {

    private OptionCheck() {}

    static List<Part> parts(PluginUnderTest plugin) {
        Routing defaults = plugin.plugin().defaults();
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        List<OptionDescription> options = plugin.catalog().options(plugin.name());
        List<Part> parts = new ArrayList<>();
        for (int k = 0; k < components.length; k++) {
            String option = options.get(k).name();
            RecordComponent component = components[k];
            parts.add(new Part(option, () -> {
                Object value = RecordCopy.value(defaults, component);
                OptionSamples samples = OptionSamples.of(component, value);
                for (Object legal : samples.legal()) {
                    verifyLegal(plugin, option, component, legal);
                }
                for (String illegal : samples.illegal()) {
                    verifyIllegal(plugin, option, illegal);
                }
            }));
        }
        parts.add(new Part("an unknown option", () -> verifyIllegal(plugin, "no-such-option", "1")));
        return parts;
    }

    private static void verifyLegal(PluginUnderTest plugin, String option, RecordComponent component, Object legal) {
        String text = OptionSamples.text(legal);
        String lookAt = "the record's constructor and the range in @Option of " + component.getName();
        Routing changed;
        try {
            changed = plugin.catalog().create(plugin.name(), Map.of(option, text));
        } catch (RoutingException e) {
            throw Finding.of(option + "=" + text + " to be accepted", e.getMessage(), lookAt);
        }
        if (!legal.equals(RecordCopy.value(changed, component))) {
            throw Finding.of(option + " to be " + text + " when set so", changed.toString(), lookAt);
        }
        Routing copy = RecordCopy.of(changed);
        boolean likeRecord = copy.equals(changed)
                && copy.hashCode() == changed.hashCode()
                && copy.toString().equals(changed.toString())
                && changed.equals(plugin.plugin().defaults())
                        == legal.equals(RecordCopy.value(plugin.plugin().defaults(), component));
        if (!likeRecord) {
            throw Finding.of(
                    "routings to be equal where their options are",
                    copy + " and " + changed,
                    "equals, hashCode and toString, which a record has without writing them");
        }
    }

    private static void verifyIllegal(PluginUnderTest plugin, String option, String illegal) {
        String message;
        try {
            plugin.catalog().create(plugin.name(), Map.of(option, illegal));
            message = "accepted";
        } catch (RoutingException e) {
            if (e.getMessage().contains(option)) {
                return;
            }
            message = "refused with: " + e.getMessage();
        }
        throw Finding.of(
                option + "=" + illegal + " to be refused with a message that names " + option,
                message,
                "the record's constructor, which should call Options.check with all components in order, and the"
                        + " range in @Option");
    }
}
