// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which run {@code capsnet look} takes. */
class LookCommandTests {

    private static final String ID = "0123456789ab";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeARunAndItsRerun() throws Exception {
        for (String name : List.of(ID, ID + "-rerun")) {
            Path run = Files.createDirectories(folder.resolve("results/runs").resolve(name));
            Files.writeString(run.resolve("configuration.yaml"), "routing: dynamic\n");
        }
    }

    @Test
    void aWholeIdWinsOverOneThatStartsWithIt() throws Exception {
        assertThat(look(ID)).contains("The run in results/runs/" + ID + " is pending");
        assertThat(look(ID + "-rerun")).contains("The run in results/runs/" + ID + "-rerun is pending");
    }

    @Test
    void theStartOfTwoIdsChoosesNeither() throws Exception {
        assertThat(look("0123")).contains("More than one run in results has an id that starts with 0123");
    }

    private String look(String id) throws Exception {
        return CommandLineProcess.in(folder)
                .run("look", "results", "--run", id, "--image", "0")
                .failedWithOneLine()
                .err();
    }
}
