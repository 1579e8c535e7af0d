// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * What whoever put the program together has decided, in a file {@code capsnet.properties} on the class path: this module
 * knows no routing by name.
 *
 * @param routings the routings that quickstart compares unless told otherwise; none means all there are
 */
public record QuickstartDefaults(List<String> routings) {

    private static final String FILE = "/capsnet.properties";

    public QuickstartDefaults {
        routings = List.copyOf(routings);
    }

    static QuickstartDefaults read() {
        Properties properties = new Properties();
        try (InputStream file = QuickstartDefaults.class.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new QuickstartDefaults(
                Arrays.stream(properties.getProperty("quickstart.routings", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }
}
