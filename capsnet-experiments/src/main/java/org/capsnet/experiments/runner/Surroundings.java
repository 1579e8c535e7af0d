// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.capsnet.experiments.files.ProgramHome;
import org.capsnet.experiments.report.Machine;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All that is around a run and may change its result, by name. The same for all runs of a process; nothing of it is secret,
 * since no environment variables but those named are in it.
 *
 * @param facts in one line each
 * @param jars the SHA-256 of what is on the class path, by file name
 * @param tree the git checkout of the program
 */
record Surroundings(Map<String, String> facts, Map<String, String> jars, WorkingTree tree) {

    private static final String ABSENT = "absent";
    private static final List<String> VARIABLES = List.of("OMP_NUM_THREADS", "OMP_WAIT_POLICY");

    /**
     * Those of this process. Starts ND4J.
     *
     * @param software names and versions, one a line
     */
    static Surroundings here(List<String> software, ClassPathSums jars) throws IOException {
        Map<String, String> facts = new TreeMap<>();
        Machine machine = Machine.here();
        facts.put("software", String.join("; ", software));
        facts.put(
                "java",
                Runtime.version() + ", " + System.getProperty("java.vm.name") + ", "
                        + System.getProperty("java.vendor"));
        facts.put(
                "java_options",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        facts.put("system", machine.system() + " " + System.getProperty("os.arch"));
        facts.putAll(hardware(machine));
        Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
        facts.put("backend", Nd4j.getBackend().getClass().getSimpleName());
        facts.put("blas", String.valueOf(nd4j.get("blas.vendor")));
        facts.put("data_type", Nd4j.defaultFloatingPointType().toString());
        for (String variable : VARIABLES) {
            facts.put("environment " + variable, String.valueOf(System.getenv(variable)));
        }
        return new Surroundings(
                facts,
                jars.get(),
                WorkingTree.of(ProgramHome.folder().orElse(Path.of("")).toAbsolutePath()));
    }

    /** Facts of what computes; without a graphics processor there is none of it, as in files of older programs. */
    static Map<String, String> hardware(Machine machine) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("processor", machine.processor());
        facts.put("cores", String.valueOf(machine.cores()));
        facts.put("threads", String.valueOf(machine.threads()));
        if (!machine.gpus().isEmpty()) {
            facts.put(RunOrigin.GPUS, String.join(", ", machine.gpus()));
        }
        return facts;
    }

    /** Whether equal runs give equal results to the last bit here. */
    static boolean isDeterministic() {
        return Nd4j.getBackend().getClass().getSimpleName().equals("CpuBackend");
    }

    /** What isn't as it was, a line each. */
    static List<String> differences(Map<String, String> before, Map<String, String> now) {
        return changed(before, now)
                .map(name -> name + " was " + before.getOrDefault(name, ABSENT) + ", is now "
                        + now.getOrDefault(name, ABSENT))
                .toList();
    }

    /** The names of what isn't as it was. */
    static Stream<String> changed(Map<String, String> before, Map<String, String> now) {
        return Stream.concat(before.keySet().stream(), now.keySet().stream())
                .distinct()
                .sorted()
                .filter(name -> !before.getOrDefault(name, ABSENT).equals(now.getOrDefault(name, ABSENT)));
    }
}
