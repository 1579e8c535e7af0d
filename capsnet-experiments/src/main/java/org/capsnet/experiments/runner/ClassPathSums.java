// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.capsnet.datasets.Sha256;

/** The SHA-256 of what is on the class path, by file name. It takes a second or two, once. */
final class ClassPathSums {

    private Map<String, String> sums;

    @Inject
    ClassPathSums() {}

    synchronized Map<String, String> get() throws IOException {
        if (sums == null) {
            sums = Collections.unmodifiableMap(sum());
        }
        return sums;
    }

    private static Map<String, String> sum() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path file = Path.of(entry);
            if (Files.isRegularFile(file)) {
                sums.put(file.getFileName().toString(), Sha256.of(file));
            } else if (Files.isDirectory(file)) {
                sums.put(entry, "a folder of classes, without a sum");
            }
        }
        return sums;
    }
}
