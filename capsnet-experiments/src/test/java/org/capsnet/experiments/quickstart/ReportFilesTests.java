// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.markup.HtmlPage;
import org.capsnet.experiments.report.EpochsCsv;
import org.capsnet.experiments.report.RunsCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilesTests {

    @TempDir
    private Path folder;

    @Test
    void makesFoldersAndLeavesNothingInThem() {
        Path nested = folder.resolve("a/b");

        ReportFiles.prepare(nested);

        assertThat(nested).isEmptyDirectory();
    }

    @Test
    void acceptsTheFilesOfAnEarlierRunBesideOthers() throws Exception {
        Files.writeString(folder.resolve("runs.csv"), RunsCsv.HEADER + "\n");
        Files.writeString(folder.resolve("epochs.csv"), EpochsCsv.HEADER + "\n");
        Files.writeString(folder.resolve("report.html"), "<html>" + HtmlPage.SIGNATURE + "</html>");
        Files.writeString(folder.resolve("notes.txt"), "mine");

        ReportFiles.prepare(folder);

        assertThat(folder.resolve("notes.txt")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs.csv", "epochs.csv", "report.html"})
    void refusesToReplaceTheFilesOfOthers(String name) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "mine");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> ReportFiles.prepare(folder))
                .withMessageContaining(file.toString())
                .withMessageContaining("--out");
        assertThat(file).hasContent("mine");
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("out"), "mine");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> ReportFiles.prepare(file))
                .withMessageContaining(file.toString());
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> ReportFiles.prepare(file.resolve("below")))
                .withMessageContaining(file.toString());
    }
}
