// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.capsnet.experiments.backend.Nd4jGpus;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The machine that an experiment ran on.
 *
 * @param processor the model, or just the architecture where the system doesn't tell
 * @param cores the processors that Java may use
 * @param threads the threads that ND4J uses
 * @param system the operating system and its version
 * @param gpus the graphics processors that ND4J computes on; empty if the CPU does the work
 */
public record Machine(String processor, int cores, int threads, String system, List<String> gpus) {

    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    /** Keeps a copy of the list. */
    public Machine {
        gpus = List.copyOf(gpus);
    }

    /** This machine. Starts ND4J. */
    public static Machine here() {
        return new Machine(
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                Nd4j.getEnvironment().maxThreads(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Nd4jGpus.names());
    }

    @Override
    public String toString() {
        return processor + ", " + counted(cores, "core") + ", " + counted(threads, "ND4J thread") + ", " + system
                + (gpus.isEmpty() ? "" : "; computes on " + String.join(", ", gpus));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String processorModel() {
        String architecture = System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(architecture);
        } catch (IOException notLinux) {
            return architecture;
        }
    }
}
