// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capsnet.experiments.testing.CommandLineProcess.Result;

/** The launcher with the real program behind it, in a repository of its own whose Maven is a script. */
public final class LauncherProcess {

    private final Path repository;

    private LauncherProcess(Path repository) {
        this.repository = repository;
    }

    /**
     * A repository.
     *
     * @param folder to be made
     */
    public static LauncherProcess in(Path folder) throws IOException, InterruptedException {
        Path target = Files.createDirectories(folder.resolve("capsnet-distribution/target"));
        Files.createDirectories(folder.resolve("capsnet-core/src/main"));
        Files.createDirectories(folder.resolve(".mvn"));
        Files.writeString(folder.resolve("pom.xml"), "");
        Files.writeString(folder.resolve("capsnet-core/pom.xml"), "");
        Path gpuCheck = Path.of("src/main/java/org/capsnet/experiments/backend/GpuCheck.java");
        Path copy = folder.resolve("capsnet-experiments").resolve(gpuCheck);
        Files.createDirectories(copy.getParent());
        Files.copy(gpuCheck, copy);
        LauncherProcess launcher = new LauncherProcess(folder);
        launcher.script("capsnet", Files.readString(Path.of("../capsnet")));
        Files.writeString(target.resolve("capsnet-distribution.jar"), "");
        Files.writeString(target.resolve("classpath-cpu.txt"), System.getProperty("java.class.path"));
        // A first call builds, with nothing to do, and leaves the launcher's own note of it.
        launcher.maven("exit 0");
        launcher.run(folder, "--help").succeeded();
        launcher.maven("exit 1");
        return launcher;
    }

    /** Lets Maven do something. */
    public LauncherProcess maven(String commands) throws IOException {
        script("mvnw", "#!/bin/sh\n" + commands + "\n");
        return this;
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(repository.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs a command to its end. */
    public Result run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", repository.resolve("capsnet").toString()));
        command.addAll(List.of(arguments));
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "CAPSNET_JAVA_OPTS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return CommandLineProcess.run(folder, environment, command);
    }
}
