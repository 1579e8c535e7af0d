// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.experiments.files.GeneratedFiles;
import org.capsnet.experiments.markup.HtmlPage;
import org.capsnet.experiments.microscope.Look;
import org.capsnet.experiments.microscope.LookJson;
import org.capsnet.experiments.microscope.LookPage;
import org.capsnet.experiments.microscope.Microscope;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.runner.TrainedRun;
import org.capsnet.experiments.runner.TrainedRuns;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code capsnet look}: why a trained network takes an image for what it does. */
@Command(
        name = "look",
        header = {
            "Show on a page why a trained network takes an image for what it does.",
            "",
            "Examples:",
            "  capsnet look results/table2/runs/0123456789ab --image 3",
            "  capsnet look results/table2 --run 0123 --image 3 --out sneaker.html",
            "  capsnet look results/table2/runs/0123456789ab --image 3 --json | jq .activations",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "What the page shows and how to read it: docs/look.md.",
            "Exit: 0, or 2 if there is no such run or image, or something can't be read or written.",
        })
final class LookCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RUN",
            description = "The folder of a run that is done, or one of results with one such run.")
    private Path place;

    @Option(names = "--image", paramLabel = "N", required = true, description = "The number of a test image, from 0.")
    private int image;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Choose a run in a folder of results, by its id or the start of it.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "The page. Default: look-N.html in the run's folder.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "Print the figures as JSON instead of a line.")
    private boolean json;

    private final Provider<TrainedRuns> runs;
    private final Microscope microscope;
    private final DataSetFolders folders;
    private final Terminal terminal;

    @Inject
    LookCommand(Provider<TrainedRuns> runs, Microscope microscope, DataSetFolders folders, Terminal terminal) {
        this.runs = runs;
        this.microscope = microscope;
        this.folders = folders;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        TrainedRun run = runs.get().find(place, id);
        Path page = out.orElseGet(() -> run.folder().resolve("look-" + image + ".html"));
        Look look = microscope.look(run, image, data.folders(folders));
        String name = page.getFileName().toString();
        Path folder = Optional.ofNullable(page.getParent()).orElse(Path.of("."));
        GeneratedFiles.prepare(folder, Map.of(name, HtmlPage.SIGNATURE), "capsnet look")
                .write(Map.of(name, LookPage.text(look, TypedCommand.of(spec))));
        terminal.out().println(json ? LookJson.text(look, page) : line(look.classes()));
        terminal.out().flush();
        terminal.note("Next: open " + page + " in a browser.");
        return DONE;
    }

    private String line(Look.Classes classes) {
        return "Image " + image + " is taken for " + classes.name(classes.winner()) + " ("
                + Numbers.decimals(classes.activations()[classes.winner()], 3) + "), which is "
                + (classes.right() ? "right" : "wrong: it shows " + classes.name(classes.label())) + ". "
                + classes.name(classes.rival()) + " has "
                + Numbers.decimals(classes.activations()[classes.rival()], 3) + ".";
    }
}
