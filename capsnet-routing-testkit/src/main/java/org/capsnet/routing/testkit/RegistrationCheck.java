// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.lang.reflect.RecordComponent;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.RoutingPlugin;

/** A plug-in says what it is. */
final class RegistrationCheck {

    private RegistrationCheck() {}

    static void verify(RoutingPlugin plugin) {
        requireLine("summary()", plugin.summary());
        requireLine("paper()", plugin.paper());
        requireRecord("defaults()", plugin.defaults());
        requireRecord("literal()", plugin.literal());
        requireEqual("defaults()", RecordCopy.of(plugin.defaults()), plugin.defaults());
        requireEqual("literal()", RecordCopy.of(plugin.literal()), plugin.literal());
        if (plugin.literal().getClass() != plugin.defaults().getClass()) {
            throw Finding.of(
                    "defaults() and literal() of one record, since options apply to both",
                    plugin.defaults().getClass() + " and " + plugin.literal().getClass(),
                    "literal(): another record is another plug-in");
        }
        for (RecordComponent component : plugin.defaults().getClass().getRecordComponents()) {
            Option option = component.getAnnotation(Option.class);
            if (option == null || isNoLine(option.value())) {
                throw Finding.of(
                        "an @Option with one line of text on every component of "
                                + plugin.defaults().getClass().getSimpleName(),
                        option == null ? "none on " + component.getName() : "\"" + option.value() + "\"",
                        "the record's header");
            }
        }
    }

    private static void requireLine(String what, String text) {
        if (isNoLine(text)) {
            throw Finding.of("one line from " + what, text == null ? "null" : "\"" + text + "\"", "the plug-in class");
        }
    }

    private static boolean isNoLine(String text) {
        return text == null || text.isBlank() || text.lines().count() > 1;
    }

    private static void requireRecord(String what, Routing routing) {
        if (routing == null || !routing.getClass().isRecord()) {
            throw Finding.of(
                    "a record from " + what,
                    routing == null ? "null" : routing.getClass().getName(),
                    "the routing's declaration: options are the components of a record");
        }
    }

    private static void requireEqual(String what, Routing first, Routing second) {
        boolean equal = first.equals(second)
                && first.hashCode() == second.hashCode()
                && first.toString().equals(second.toString());
        if (!equal) {
            throw Finding.of(
                    "routings to be equal where their options are, also from two calls of " + what,
                    first + " and " + second,
                    "equals, hashCode and toString, which a record has without writing them");
        }
    }
}
