// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that docs/experiments.md shows do what it shows. */
class ExperimentDocumentationTests {

    private static final Pattern FILE = Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SESSION =
            Pattern.compile("```console\n\\$ \\./capsnet (.*?)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void itsExamplesPrintWhatItSays() throws Exception {
        String text = Files.readString(Path.of("..", "docs", "experiments.md"));
        for (MatchResult file : FILE.matcher(text).results().toList()) {
            Files.writeString(folder.resolve(file.group(1)), "# " + file.group(1) + "\n" + file.group(2));
        }
        List<MatchResult> sessions = SESSION.matcher(text).results().toList();

        assertThat(sessions).hasSize(2);
        for (MatchResult session : sessions) {
            Result result = CommandLineProcess.in(folder).run(session.group(1).split(" "));
            assertThat(withoutNamesOfRoutings(result.out() + result.err()))
                    .as("what %s prints", session.group(1))
                    .isEqualTo(withoutNamesOfRoutings(session.group(2)));
        }
    }

    /** This module's tests have fewer routings than the program. */
    private static String withoutNamesOfRoutings(String text) {
        return text.replaceAll("(?m)Available: .*", "Available: ...");
    }
}
