// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.capsnet.experiments.runner.ResultFolder;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTests {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("tiny.yaml"), """
                routing.name: adaptive-lambda
                grid: {routing.lambda: [1, 2]}
                report: {source: A paper, rows: routing.lambda, published: [80, 90]}
                """);
        ResultFolder.plan(folder.resolve("out"), file, null)
                .done("lambda1", 1, 0.7)
                .done("lambda2", 1, 0.8)
                .with("lambda1", 1, "steps.csv", "step,train_loss\n1,0.5\n2,0.25\n");
    }

    @Test
    void writesAllFormsAndPrintsTheTable() throws Exception {
        Result result = run("report", "out").succeeded();

        assertThat(result.out())
                .startsWith(
                        "tiny\nOf 1 pair of cells that the source orders, ours orders 1 the same way, 0 the other way;")
                .contains("lambda 1      80.00  70.00  1.45  1/1       −10.00\n");
        assertThat(result.err())
                .startsWith("Next: open out/report/report.html in a browser;")
                .hasLineCount(1);
        Path report = folder.resolve("out/report");
        assertThat(report.resolve("report.html")).content().contains("A paper", "<svg ");
        assertThat(report.resolve("report.md"))
                .content()
                .contains("| lambda 1 | 80.00 | 70.00 |", "(figures/tiny-loss.svg)");
        assertThat(report.resolve("report.tex")).content().contains("lambda 1 & 80.00 & 70.00 &");
        assertThat(report.resolve("figures/tiny-accuracies.svg")).content().contains("<svg xmlns=");
        assertThat(report.resolve("figures/tiny-loss.svg")).exists();

        // Again, over what is its own
        run("report", "out").succeeded();
    }

    @Test
    void manyFoldersMakeOneReport() throws Exception {
        ResultFolder.plan(folder.resolve("more"), file, null, "seeds=[2]");

        Result result = run("report", "out", "more", "--out", "both", "--json").succeeded();
        assertThat(result.out()).startsWith("{").contains("\"folder\" : \"out\"", "\"folder\" : \"more\"");
        assertThat(folder.resolve("both/report.html")).content().contains("The experiments of this report");
    }

    @Test
    void theFileToCompareWithMayBeANewerOne() throws Exception {
        Files.writeString(file, Files.readString(file).replace("[80, 90]", "[81, 90]"));

        Result before = run("report", "out").succeeded();
        assertThat(before.out()).contains("lambda 1      80.00");
        assertThat(before.err())
                .startsWith(file + " has changed since; --experiment " + file + " uses its report section.\nNext: ");
        Result now = run("report", "out", "--experiment", "tiny.yaml").succeeded();
        assertThat(now.out()).contains("lambda 1      81.00");
        assertThat(now.err()).startsWith("Next: ");
        Path other = Files.writeString(folder.resolve("other.yaml"), "routing: dynamic\n");
        assertThat(run("report", "out", "--experiment", other.toString())
                        .failedWithOneLine()
                        .err())
                .endsWith("other.yaml is the experiment other, but the results are of tiny.\n");
    }

    @Test
    void whatIsNoResultOrWouldBeLostIsToldBeforeAnythingIsWritten() throws Exception {
        assertThat(run("report", "nowhere").failedWithOneLine().err())
                .isEqualTo("capsnet: There is no folder nowhere. Give a folder that capsnet run has written, such"
                        + " as results/NAME.\n");
        assertThat(run("report").failedWithOneLine().err()).contains("DIR");

        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/report.md"), "My notes\n");
        assertThat(run("report", "out", "--out", "mine").failedWithOneLine().err())
                .contains("mine/report.md would be replaced, but capsnet report hasn't written it.");
        assertThat(folder.resolve("mine")).isDirectoryContaining(path -> path.endsWith("report.md"));
        assertThat(folder.resolve("mine/report.html")).doesNotExist();
    }

    private Result run(String... arguments) throws Exception {
        return CommandLineProcess.in(folder).run(arguments);
    }
}
