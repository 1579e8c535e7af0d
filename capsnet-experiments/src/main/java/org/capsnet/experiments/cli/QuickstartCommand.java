// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSet;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.network.ClassLoss;
import org.capsnet.experiments.quickstart.Quickstart;
import org.capsnet.experiments.quickstart.QuickstartOptions;
import org.capsnet.experiments.quickstart.QuickstartResult;
import org.capsnet.experiments.report.ResultTable;
import org.capsnet.experiments.report.ResultsJson;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.experiments.training.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code capsnet quickstart}: the comparison of routings that comes with the program. */
@Command(
        name = "quickstart",
        header = {
            "Train a capsule network with each routing, and compare them.",
            "",
            "Examples:",
            "  capsnet quickstart                          the paper's routings, on 5,000 images in the program",
            "  capsnet quickstart --smoke                  the same in a minute, to see that it works",
            "  capsnet quickstart --routing NAME,OTHER --set NAME.iterations=2 --epochs 8",
            "  capsnet quickstart --data full --epochs 1   the whole of Fashion-MNIST; takes long",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Writes report.html, a page for the browser, runs.csv and epochs.csv, anew after each routing.",
            "The same seed on the same machine gives the same figures. See also: capsnet routings",
            "Exit: 0 done, 1 a run diverged or failed, 2 something to put right.",
        })
final class QuickstartCommand implements Callable<Integer> {

    private static final String EMBEDDED = "embedded";
    private static final String FULL = "full";
    private static final String FASHION_MNIST = "fashion-mnist";
    private static final String EXPERIMENT = "experiments/table2.yaml";
    private static final int EMBEDDED_EPOCHS = 4;
    private static final int OTHER_EPOCHS = 1;
    private static final int BATCH_SIZE = 128;
    private static final int SMOKE_TRAINING_IMAGES = 512;
    private static final int SMOKE_TEST_IMAGES = 256;

    private static final int DONE = 0;
    private static final int INCOMPLETE = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "quickstart",
            description = "Folder for the report; made if absent. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Option(
            names = "--data",
            paramLabel = "SET",
            defaultValue = EMBEDDED,
            description = {
                "embedded: 5,000 and 1,000 images of Fashion-MNIST in the program (default);",
                "full: all 60,000 and 10,000, after capsnet data get fashion-mnist or from Debian's package;",
                "or a folder with the four files of Fashion-MNIST."
            })
    private String data;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go through the training images, 1 to " + TrainingPlan.MOST_EPOCHS
                    + ". Default: " + EMBEDDED_EPOCHS + " with the embedded images, else " + OTHER_EPOCHS)
    private Integer epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides initial weights and the order of images. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--routing",
            paramLabel = "NAME",
            split = ",",
            description = "The routings to compare, in this order; may be repeated. Default: those of the paper.")
    private List<String> names = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME.OPTION=VALUE",
            description = "Change an option of the routing NAME; may be repeated.")
    private List<String> settings = List.of();

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = "margin",
            description = "margin, or spread with a margin that rises from 0.2 to 0.9. Default: ${DEFAULT-VALUE}")
    private ClassLoss loss;

    @Option(names = "--memory", paramLabel = "SIZE", description = MemoryOption.DESCRIPTION)
    private Optional<String> memory = Optional.empty();

    @Option(
            names = "--smoke",
            description = "Only " + SMOKE_TRAINING_IMAGES + " training and " + SMOKE_TEST_IMAGES
                    + " test images, and 1 epoch unless --epochs says otherwise.")
    private boolean smoke;

    @Option(names = "--json", description = "Print the results as JSON instead of a table.")
    private boolean json;

    private final RoutingSelection selection;
    private final DataSetCatalog dataSets;
    private final DataSetFolders folders;
    private final Terminal terminal;
    private final Quickstart quickstart;
    private final VersionText versions;
    private final ErrorReport errors;

    @Inject
    QuickstartCommand(
            RoutingSelection selection,
            DataSetCatalog dataSets,
            DataSetFolders folders,
            Terminal terminal,
            Quickstart quickstart,
            VersionText versions,
            ErrorReport errors) {
        this.selection = selection;
        this.dataSets = dataSets;
        this.folders = folders;
        this.terminal = terminal;
        this.quickstart = quickstart;
        this.versions = versions;
        this.errors = errors;
    }

    @Override
    public Integer call() throws IOException {
        QuickstartResult result = quickstart.run(options());
        terminal.out()
                .print(
                        json
                                ? ResultsJson.text(result.provenance(), result.runs()) + "\n"
                                : ResultTable.of(result.runs()).toString());
        terminal.out().flush();
        result.runs().stream()
                .flatMap(run -> run.problem().stream())
                .flatMap(problem -> problem.failure().stream())
                .forEach(errors::trace);
        terminal.note("Next: open " + result.report() + " in a browser; " + TypedCommand.next(List.of("routings"))
                + " lists options to try.");
        terminal.note("Then an experiment file: "
                + TypedCommand.next(List.of("plan", Launcher.file(EXPERIMENT), "--profile", "smoke"))
                + " lists its runs; run does them.");
        return result.complete() ? DONE : INCOMPLETE;
    }

    private QuickstartOptions options() throws IOException {
        int epochCount = epochCount();
        List<NamedRouting> routings = selection.routings(names, settings);
        TrainTestSplit images = images();
        CapsuleNetworkSpec network = CapsuleNetworkSpec.paper(
                        images.train().shape(), images.train().classCount(), seed)
                .with(loss);
        return new QuickstartOptions(
                routings,
                new TrainingPlan(images, network, epochCount, BATCH_SIZE),
                memory.map(MemoryOption::parse),
                out,
                TypedCommand.of(spec),
                versions.lines(),
                smoke
                        ? Optional.of(
                                "Smoke run: so few images only show that everything works. The figures say nothing"
                                        + " about the routings.")
                        : Optional.empty());
    }

    private int epochCount() {
        if (epochs == null) {
            return !smoke && data.equals(EMBEDDED) ? EMBEDDED_EPOCHS : OTHER_EPOCHS;
        }
        if (epochs < 1 || epochs > TrainingPlan.MOST_EPOCHS) {
            throw new UserError("--epochs must be 1 to " + TrainingPlan.MOST_EPOCHS + " but is " + epochs + ".");
        }
        return epochs;
    }

    private TrainTestSplit images() {
        TrainTestSplit images =
                switch (data) {
                    case EMBEDDED -> FashionMnist.embedded();
                    case FULL -> folders.read(dataSets.named(FASHION_MNIST));
                    default -> FashionMnist.from(folder(data));
                };
        return smoke
                ? new TrainTestSplit(few(images.train(), SMOKE_TRAINING_IMAGES), few(images.test(), SMOKE_TEST_IMAGES))
                : images;
    }

    private static ImageSet few(ImageSet images, int count) {
        return images.take(Math.min(count, images.size()));
    }

    private static Path folder(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UserError("--data must be embedded, full or a folder, but is \"" + text + "\".", e);
        }
    }
}
