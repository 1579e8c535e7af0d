// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.markup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The style of pages, and of the charts in them and in files of their own. */
public final class StyleSheet {

    private static final String PAGE = "report.css";
    private static final String CHART = "chart.css";
    private static final Pattern DEFINITION = Pattern.compile("(--\\w+):\\s*([^;]+);");
    private static final Pattern USE = Pattern.compile("var\\((--\\w+)\\)");

    private StyleSheet() {}

    /** For a page with charts, light and dark. */
    static String ofPage() {
        return read(PAGE) + read(CHART);
    }

    /** For a chart by itself, light: without variables, which programs other than browsers don't know. */
    public static String ofChart() {
        Map<String, String> light = new HashMap<>();
        Matcher definitions = DEFINITION.matcher(read(PAGE));
        while (definitions.find()) {
            // The first definition is the light one.
            light.putIfAbsent(definitions.group(1), definitions.group(2));
        }
        return USE.matcher(read(CHART)).replaceAll(use -> Matcher.quoteReplacement(light.get(use.group(1))));
    }

    private static String read(String name) {
        try (InputStream in = StyleSheet.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " can't be read from the jar of capsnet-experiments", e);
        }
    }
}
