// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.ProgramHome;

/**
 * The Maven that builds this program.
 *
 * @param home the folder of this program's source
 */
public record Maven(Path home) {

    /**
     * That of the launcher.
     *
     * @throws UserError if the program was started otherwise
     */
    public static Maven ofProcess() {
        return ProgramHome.folder()
                .map(Maven::new)
                .orElseThrow(() -> new UserError(
                        "new-routing needs the source of capsnet. Start it as ./capsnet in the folder of that."));
    }

    /**
     * Runs Maven to its end, in silence.
     *
     * @param purpose what for, as in "Maven couldn't ..."
     * @throws UserError if it fails; the message has its first error
     */
    void run(Path folder, String purpose, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("mvnw").toString(), "-q", "-B"));
        command.addAll(arguments);
        try {
            Path log = Files.createTempFile("capsnet-maven", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new UserError(
                        "Maven couldn't " + purpose + ": " + firstError(log) + " All that it said is in " + log + ".");
            }
            Files.delete(log);
        } catch (IOException e) {
            throw new UserError("Maven couldn't " + purpose + ": " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted before Maven could " + purpose + ".", e);
        }
    }

    private static String firstError(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith("[ERROR]") || line.startsWith("Error"))
                    .map(line -> line.replace("[ERROR]", "").strip())
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .map(line -> line.endsWith(".") ? line : line + ".")
                    .orElse("");
        }
    }
}
