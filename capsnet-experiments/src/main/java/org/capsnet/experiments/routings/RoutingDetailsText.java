// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import static org.capsnet.experiments.routings.RoutingsText.INDENT;
import static org.capsnet.experiments.routings.RoutingsText.line;
import static org.capsnet.experiments.routings.RoutingsText.padded;

import java.util.Map;

/** A routing in full, for people: what the list has of it, where it comes from, what it needs, and how to write it. */
public final class RoutingDetailsText {

    private RoutingDetailsText() {}

    /** Paragraphs, the YAML fragment last. */
    public static String of(RoutingDetails details) {
        StringBuilder text = new StringBuilder();
        RoutingsText.routing(text, details.description());
        line(text, INDENT + "provided by " + details.description().location());

        line(text, "\nWhat it needs and gives, with these options:");
        Map<String, String> byDefault = NeedsText.lines(details.byDefault());
        Map<String, String> published = NeedsText.lines(details.published());
        int width = Math.max(width(byDefault), width(published));
        byDefault.forEach((subject, words) -> line(text, INDENT + padded(subject, width) + "  " + words));
        published.entrySet().removeAll(byDefault.entrySet());
        published.forEach((subject, words) -> line(text, INDENT + padded(subject, width) + "  as published: " + words));

        line(text, "\nIn an experiment file:\n");
        return text.append(details.yaml()).toString();
    }

    private static int width(Map<String, String> lines) {
        return lines.keySet().stream().mapToInt(RoutingsText::width).max().orElse(0);
    }
}
