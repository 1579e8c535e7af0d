// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code capsnet bench}: a group of commands. */
@Command(
        name = "bench",
        header = {
            "Measure what things cost.",
            "",
            "Examples:",
            "  capsnet bench routing              time and memory of every routing by itself",
            "  capsnet bench step NAME            a training step of the paper's network, layer by layer",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        optionListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        subcommands = {BenchRoutingCommand.class, BenchStepCommand.class})
final class BenchCommand implements Callable<Integer> {

    private static final int NO_COMMAND = 2;

    @Spec
    private CommandSpec spec;

    @Inject
    BenchCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return NO_COMMAND;
    }
}
