// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The physical memory of this process, native arrays included. */
final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private ResidentMemory() {}

    /** The most bytes that it has had so far; empty where the system doesn't tell in Linux's way. */
    static OptionalLong peak() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
