// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.bench.LayerSize;
import org.capsnet.experiments.bench.RoutingBench;
import org.capsnet.experiments.bench.RoutingBenchPlan;
import org.capsnet.experiments.bench.RoutingCost;
import org.capsnet.experiments.bench.RoutingCostCsv;
import org.capsnet.experiments.bench.RoutingCostJson;
import org.capsnet.experiments.bench.RoutingCostTable;
import org.capsnet.experiments.files.AtomicFiles;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.files.OutputFolder;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code capsnet bench routing}: what routings cost by themselves. */
@Command(
        name = "routing",
        header = {
            "Measure time and memory of routings by themselves.",
            "",
            "Examples:",
            "  capsnet bench routing                     every routing, in less than two minutes",
            "  capsnet bench routing NAME all            all others against NAME",
            "  capsnet bench routing NAME OTHER --sizes 1152:10 --set OTHER.iterations=2",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "forward   one forward pass, as in inference",
            "step      one forward and one backward pass, as in training, without the optimiser",
            "step/A    the step over that of A, the first routing, in the same round",
            "peak      the most memory that the arrays of a step take. In training Deeplearning4j gives back",
            "          none before the step ends, so that it is the sum of all arrays that the step makes,",
            "          counted, and the same in every run. Not in it: the capsules below, the parameters and",
            "          their gradients, which are there before, and what a native operation takes while it runs.",
            "",
            "Times are medians of rounds in which all routings take turns, ± half the distance of the quartiles.",
            "Every turn begins with a pass that doesn't count, since it pays for what the turn before left behind.",
            "Capsules have dimension 8 below and 16 in the layer, or what a routing's pose matrices need.",
            "Exit: 0 done, 1 a routing failed, 2 something to put right.",
        })
final class BenchRoutingCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final String SIZES = "144:10,288:64,1152:10,1152:32";
    private static final String SMOKE_SIZES = "16:4";
    private static final int BATCH_SIZE = 32;
    private static final int SMOKE_BATCH_SIZE = 4;
    private static final int REPETITIONS = 5;
    private static final int SMOKE_REPETITIONS = 2;
    private static final int WARM_UPS = 1;
    private static final int LARGEST_BATCH = 4096;
    private static final int MOST_REPETITIONS = 1000;

    private static final int DONE = 0;
    private static final int INCOMPLETE = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "The routings, the one to compare with first; all: all that remain. Default: all")
    private List<String> names = List.of();

    @Option(
            names = "--sizes",
            paramLabel = "I:J",
            split = ",",
            description = "Capsules below and in the layer; may be repeated. Default:%n" + SIZES)
    private List<String> sizes = List.of();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Examples of a pass, 1 to " + LARGEST_BATCH + ". Default: " + BATCH_SIZE)
    private Integer batch;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "Rounds that count, 1 to " + MOST_REPETITIONS + ". Default: " + REPETITIONS)
    private Integer repetitions;

    @Option(
            names = "--set",
            paramLabel = "NAME.OPTION=VALUE",
            description = "Change an option of the routing NAME; may be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the figures to this CSV file.")
    private Path out;

    @Option(names = "--smoke", description = "A tiny layer and " + SMOKE_REPETITIONS + " rounds, to see that it works.")
    private boolean smoke;

    @Option(names = "--json", description = "Print the figures as JSON instead of a table.")
    private boolean json;

    private final RoutingSelection selection;
    private final RoutingBench bench;
    private final VersionText versions;
    private final ErrorReport errors;
    private final Terminal terminal;

    @Inject
    BenchRoutingCommand(
            RoutingSelection selection,
            RoutingBench bench,
            VersionText versions,
            ErrorReport errors,
            Terminal terminal) {
        this.selection = selection;
        this.bench = bench;
        this.versions = versions;
        this.errors = errors;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RoutingBenchPlan plan = new RoutingBenchPlan(
                selection.routings(this::chosen, settings),
                layerSizes(),
                NumberOption.inRange("--batch", batch, smoke ? SMOKE_BATCH_SIZE : BATCH_SIZE, LARGEST_BATCH),
                WARM_UPS,
                NumberOption.inRange(
                        "--repetitions", repetitions, smoke ? SMOKE_REPETITIONS : REPETITIONS, MOST_REPETITIONS));
        if (out != null) {
            requireWritable();
        }
        List<RoutingCost> costs = bench.run(plan);
        terminal.out()
                .print(
                        json
                                ? RoutingCostJson.text(plan, costs, TypedCommand.of(spec), versions.lines()) + "\n"
                                : RoutingCostTable.of(costs).toString());
        terminal.out().flush();
        if (out != null) {
            write(RoutingCostCsv.text(costs, plan.batch()));
        }
        costs.stream().flatMap(cost -> cost.failure().stream()).forEach(errors::trace);
        terminal.note("Next: "
                + TypedCommand.next(
                        List.of("routings", "describe", plan.routings().get(0).name()))
                + " tells what a routing needs and what its options are.");
        return costs.stream().allMatch(cost -> cost.figures().isPresent()) ? DONE : INCOMPLETE;
    }

    private List<String> chosen(RoutingCatalog catalog) {
        return (names.isEmpty() ? Stream.of(ALL) : names.stream())
                .flatMap(name -> name.equals(ALL) ? catalog.names().stream() : Stream.of(name))
                .distinct()
                .toList();
    }

    private List<LayerSize> layerSizes() {
        return (sizes.isEmpty() ? Arrays.asList((smoke ? SMOKE_SIZES : SIZES).split(",")) : sizes)
                .stream().map(LayerSize::parse).distinct().toList();
    }

    private void requireWritable() {
        if (Files.isDirectory(out)) {
            throw new UserError("--out must be a file, but " + out + " is a folder. For example: --out "
                    + ShellWord.quoted(out.resolve("routings.csv").toString()));
        }
        OutputFolder.requireWritable(folder());
    }

    private void write(String csv) {
        OutputFolder.create(folder());
        try {
            AtomicFiles.replace(out, temporary -> Files.writeString(temporary, csv));
        } catch (IOException e) {
            throw new UserError("Can't write " + out + ": " + FileProblem.of(e) + ".", e);
        }
    }

    private Path folder() {
        return out.toAbsolutePath().getParent();
    }
}
