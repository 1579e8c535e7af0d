// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code capsnet data}: the data sets on this machine. */
@Command(
        name = "data",
        header = {
            "List, download and check data sets.",
            "",
            "Examples:",
            "  capsnet data list",
            "  capsnet data get mnist cifar10",
            "  capsnet data verify",
            "",
        },
        synopsisHeading = "Usage: ",
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "A data set is a folder of its name, looked for in --data DIR, in the folder that CAPSNET_DATA names,",
            "in ~/.cache/capsnet (or $XDG_CACHE_HOME/capsnet), and in /usr/share/datasets. Only get uses the network.",
        },
        subcommands = {DataListCommand.class, DataGetCommand.class, DataVerifyCommand.class})
final class DataCommand implements Callable<Integer> {

    private static final int NO_COMMAND = 2;

    @Spec
    private CommandSpec spec;

    @Inject
    DataCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return NO_COMMAND;
    }
}
