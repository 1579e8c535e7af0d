// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.forecast.MemorySize;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.Fixtures;
import org.capsnet.experiments.training.Fixtures.ScaledSum;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.experiments.training.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTests {

    private static final NamedRouting ONE = new NamedRouting("z-first", new ScaledSum(1));
    private static final NamedRouting TWO = new NamedRouting("a-second", new ScaledSum(2));
    private static final NamedRouting EXPLODING = new NamedRouting("exploding", new ScaledSum(1 / 0.0));

    @TempDir
    private Path folder;

    private final Screen screen = new Screen(false);
    private final Quickstart quickstart = injector().getInstance(Quickstart.class);

    @Test
    void writesThreeFilesWithTheRunsInTheOrderAskedFor() throws Exception {
        QuickstartResult result = run("out", ONE, TWO);

        Path out = folder.resolve("out");
        assertThat(out.toFile().list()).containsExactlyInAnyOrder("report.html", "runs.csv", "epochs.csv");
        assertThat(column("out/runs.csv", 0)).containsExactly("routing", "z-first", "a-second");
        assertThat(column("out/runs.csv", 10)).containsExactly("status", "ok", "ok");
        assertThat(column("out/epochs.csv", 0)).containsExactly("routing", "z-first", "a-second");
        assertThat(Files.readString(result.report())).contains("z-first", "a-second", "capsnet quickstart --test");
        assertThat(result.runs()).extracting(RunResult::routing).containsExactly("z-first", "a-second");
        assertThat(result.complete()).isTrue();
        assertThat(screen.out()).isEmpty();
        assertThat(screen.err())
                .contains(
                        "200 training and 50 test images of 28x28 in 10 classes",
                        "z-first, a-second; 1 x 4 steps of 64")
                .contains("z-first (1/2)  epoch 1/1  loss", "a-second (2/2)  epoch 1/1  loss");
    }

    @Test
    void givesTheSameFiguresAgain() throws Exception {
        run("first", ONE, TWO);
        run("second", ONE, TWO);

        for (int column : new int[] {0, 1, 2, 3}) {
            assertThat(column("second/epochs.csv", column)).isEqualTo(column("first/epochs.csv", column));
        }
        for (int column : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 10}) {
            assertThat(column("second/runs.csv", column)).isEqualTo(column("first/runs.csv", column));
        }
    }

    @Test
    void goesOnAfterARunThatDiverged() throws Exception {
        QuickstartResult result = run("out", EXPLODING, ONE);

        assertThat(column("out/runs.csv", 10)).containsExactly("status", "diverged at step 1", "ok");
        assertThat(result.complete()).isFalse();
    }

    @Test
    void saysWhatFitsIntoTheMemoryAllowed() throws Exception {
        run("out", Optional.of(new MemorySize(100_000_000_000L)), ONE);

        assertThat(screen.err())
                .containsPattern("Memory:   z-first needs .* of the 100.00 GB allowed, with whole batches");
        assertThat(column("out/runs.csv", 10)).containsExactly("status", "ok");
    }

    @Test
    void writesNothingWhereNotOneImageFits() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run("out", Optional.of(new MemorySize(1_000_000)), ONE))
                .withMessageContaining("Not even one image at a time fits into --memory 1.0 MB");

        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void trainsNothingWhereTheReportCantBeWritten() throws Exception {
        Files.createDirectory(folder.resolve("out"));
        Files.writeString(folder.resolve("out/runs.csv"), "mine");

        assertThatExceptionOfType(UserError.class).isThrownBy(() -> run("out", ONE));

        assertThat(screen.err()).isEmpty();
    }

    private QuickstartResult run(String out, NamedRouting... routings) {
        return run(out, Optional.empty(), routings);
    }

    private QuickstartResult run(String out, Optional<MemorySize> memory, NamedRouting... routings) {
        return quickstart.run(new QuickstartOptions(
                List.of(routings),
                Fixtures.plan(1),
                memory,
                folder.resolve(out),
                "capsnet quickstart --test",
                List.of("capsnet"),
                Optional.empty()));
    }

    private List<String> column(String file, int column) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .map(line -> line.split(",")[column])
                .toList();
    }

    private Injector injector() {
        return Guice.createInjector(new QuickstartModule(), new AbstractModule() {
            @Override
            protected void configure() {
                bind(Terminal.class).toInstance(screen.terminal());
            }
        });
    }
}
