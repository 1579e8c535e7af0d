// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.capsnet.distribution.Walk.Change;
import org.capsnet.distribution.Walk.Command;
import org.capsnet.distribution.Walk.Write;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who follows docs/write-a-routing.md to the letter sees what it shows. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
@Execution(ExecutionMode.CONCURRENT)
class WriteARoutingTests {

    @Test
    void theWalkLeadsFromAnIdeaToATable(@TempDir Path temporary) throws Exception {
        // Not through a link, since the launcher shortens commands in the folder that it is in.
        Path folder = temporary.toRealPath();
        Shell shell = new Shell(LocalRepository.in(folder.resolve("repository")));
        Path home = CapsnetHome.in(folder.resolve("capsnet"), shell).folder();

        for (Walk.Step step : Walk.of(Files.readString(Sources.ROOT.resolve("docs/write-a-routing.md")))
                .steps()) {
            if (step instanceof Command command) {
                Shell.Result result = shell.run(home, command.line());
                assertThat(result)
                        .as(
                                "%s%nprinted%n%s%ninstead of%n%s",
                                command.line(), result.output(), String.join("\n", command.shown()))
                        .matches(printed -> command.shows(printed.output()))
                        .matches(ended -> command.fails() == (ended.exitCode() != 0));
            } else if (step instanceof Write write) {
                // The file is one of the new project's.
                assertThat(home.resolve(write.file())).exists();
                Files.writeString(home.resolve(write.file()), write.text());
            } else if (step instanceof Change change) {
                String text = Files.readString(home.resolve(change.file()));
                assertThat(text).containsOnlyOnce(change.before());
                Files.writeString(home.resolve(change.file()), text.replace(change.before(), change.after()));
            }
        }
    }
}
