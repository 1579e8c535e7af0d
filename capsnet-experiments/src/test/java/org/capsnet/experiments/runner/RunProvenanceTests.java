// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProvenanceTests {

    private static final WorkingTree NO_TREE = new WorkingTree(Optional.empty(), "", "no git here");

    @TempDir
    private Path folder;

    @Test
    void whatMayChangeTheLastDigitsOfARunThatGoesOnIsNamed() throws IOException {
        Files.writeString(folder.resolve(RunFolder.PROVENANCE), """
                {
                  "environment": {"processor": "Z80", "threads": "1", "cores": "1", "java": "17"},
                  "jars": {"same.jar": "aa", "other.jar": "bb", "gone.jar": "cc"}
                }
                """);
        Map<String, String> facts = Map.of("processor", "6502", "threads", "1", "cores", "2", "java", "21");
        Map<String, String> jars = Map.of("same.jar", "aa", "other.jar", "dd", "new.jar", "ee");

        assertThat(RunProvenance.changedSince(new RunFolder(folder), new Surroundings(facts, jars, NO_TREE)))
                .containsExactly("processor was Z80, is now 6502", "other jars: gone.jar, new.jar, other.jar");
        assertThat(RunProvenance.changedSince(
                        new RunFolder(folder),
                        new Surroundings(
                                Map.of("processor", "Z80", "threads", "1"),
                                Map.of("same.jar", "aa", "other.jar", "bb", "gone.jar", "cc"),
                                NO_TREE)))
                .isEmpty();
    }
}
