// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code capsnet}: all commands are listed here. */
@Command(
        name = "capsnet",
        header = {
            "Capsule networks with exchangeable routing.",
            "",
            "Examples:",
            "  capsnet quickstart                 train with each routing on images in the program, and compare",
            "  capsnet forecast --memory 2GB      what that will take, before it runs",
            "  capsnet routings                   what routings there are, and their options",
            "  capsnet route --routing NAME --in arrays --out routed",
            "                                     apply a routing to NumPy files, with gradients",
            "  capsnet routings describe NAME     one of them, and how to write it in an experiment file",
            "  capsnet plan FILE                  check an experiment file and list its runs",
            "  capsnet doctor FILE                why its networks won't train, before they are trained",
            "  capsnet run FILE --resume          run them, or go on; capsnet status DIR shows where they are",
            "  capsnet report DIR                 their results beside the published ones, as a page and for papers",
            "  capsnet bench routing              time and memory of routings by themselves",
            "  capsnet data get mnist             download a data set; capsnet data list shows them",
            "  capsnet new-routing my-routing     make a project for a routing of your own",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Plug-ins: capsnet --plugins DIR ... adds every jar in DIR; so does CAPSNET_PLUGINS=DIR.",
            "GPU:      capsnet --backend cuda ... computes on an NVIDIA GPU, up to Ada, with CUDA 11.6;",
            "          --backend cuda-redist downloads CUDA's libraries too; --backend cpu is the default.",
            "Data:     CAPSNET_DATA=DIR says where data sets lie, instead of ~/.cache/capsnet.",
            "Java:     CAPSNET_JAVA_OPTS is passed to java, for instance -Xmx8g.",
            "Exit:     0 done, 1 a run or the program failed, 2 something to put right,",
            "          130 interrupted by Ctrl+C, 143 by SIGTERM.",
        },
        versionProvider = VersionText.class,
        subcommands = {
            QuickstartCommand.class,
            RoutingsCommand.class,
            RouteCommand.class,
            ForecastCommand.class,
            PlanCommand.class,
            DoctorCommand.class,
            RunCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            LookCommand.class,
            RerunCommand.class,
            RunCellCommand.class,
            BenchCommand.class,
            DataCommand.class,
            NewRoutingCommand.class
        })
final class CapsnetCommand implements Callable<Integer> {

    private static final int NO_COMMAND = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of capsnet, Java and ND4J.")
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "Never use colour, as with NO_COLOR=1.")
    private boolean noColor;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print results and errors alone, no progress.")
    private boolean quiet;

    @Inject
    CapsnetCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return NO_COMMAND;
    }
}
