// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.capsnet.experiments.bench.StepBench;
import org.capsnet.experiments.bench.StepBenchPlan;
import org.capsnet.experiments.bench.StepCost;
import org.capsnet.experiments.bench.StepCostJson;
import org.capsnet.experiments.bench.StepCostTable;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code capsnet bench step}: where the time of a training step goes. */
@Command(
        name = "step",
        header = {
            "Measure training steps of a network, layer by layer.",
            "",
            "Examples:",
            "  capsnet bench step NAME                    the paper's network with one layer of capsules",
            "  capsnet bench step NAME --capsules 256,10  with a second one below it",
            "  capsnet bench step NAME --inference        outputs only, without training",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "Images are noise; Adam.",
            "Layers are measured one by one after the whole steps; peak memory is that of the whole steps.",
            "Exit: 0 done, 1 the routing failed, 2 something to put right.",
        })
final class BenchStepCommand implements Callable<Integer> {

    private static final int BATCH_SIZE = 128;
    private static final int LARGEST_BATCH = 4096;
    private static final int WARM_UPS = 3;
    private static final int STEPS = 7;
    private static final int MOST_STEPS = 10_000;
    private static final int SMOKE_MAPS = 8;
    private static final int SMOKE_BATCH_SIZE = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The routing.")
    private String name;

    @Mixin
    private NetworkOptions options;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images of a step, 1 to " + LARGEST_BATCH + ". Default: " + BATCH_SIZE)
    private Integer batch;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps that count, 1 to " + MOST_STEPS + ". Default: " + STEPS)
    private Integer steps;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Steps before them, 1 to " + MOST_STEPS + ". Default: " + WARM_UPS)
    private Integer warmUps;

    @Option(names = "--inference", description = "Compute outputs only.")
    private boolean inference;

    @Option(names = "--set", paramLabel = "NAME.OPTION=VALUE", description = "Change an option of the routing.")
    private List<String> settings = List.of();

    @Option(
            names = "--smoke",
            description = "A small network: " + SMOKE_MAPS + " maps, 1 primary type, batch " + SMOKE_BATCH_SIZE + ".")
    private boolean smoke;

    @Option(names = "--json", description = "Print the figures as JSON instead of a table.")
    private boolean json;

    private final RoutingSelection selection;
    private final Terminal terminal;
    private final StepBench bench;
    private final VersionText versions;

    @Inject
    BenchStepCommand(RoutingSelection selection, Terminal terminal, StepBench bench, VersionText versions) {
        this.selection = selection;
        this.terminal = terminal;
        this.bench = bench;
        this.versions = versions;
    }

    @Override
    public Integer call() {
        StepBenchPlan plan = new StepBenchPlan(
                selection.routings(catalog -> List.of(name), settings).get(0),
                network(),
                NumberOption.inRange("--batch", batch, smoke ? SMOKE_BATCH_SIZE : BATCH_SIZE, LARGEST_BATCH),
                NumberOption.inRange("--warm-up", warmUps, WARM_UPS, MOST_STEPS),
                NumberOption.inRange("--steps", steps, STEPS, MOST_STEPS),
                inference);
        StepCost cost = bench.run(plan);
        terminal.out()
                .print(
                        json
                                ? StepCostJson.text(plan, cost, TypedCommand.of(spec), versions.lines()) + "\n"
                                : StepCostTable.of(plan, cost));
        terminal.out().flush();
        terminal.note(
                "Next: " + TypedCommand.next(List.of("bench", "routing", name)) + " measures the routing by itself.");
        return 0;
    }

    private CapsuleNetworkSpec network() {
        CapsuleNetworkSpec wanted = options.network();
        return smoke
                ? wanted.change()
                        .convolutionMaps(SMOKE_MAPS)
                        .primary(1, wanted.primaryDimensions())
                        .build()
                : wanted;
    }
}
