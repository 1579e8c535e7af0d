// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.capsnet.experiments.runner.CellRun;
import org.capsnet.experiments.runner.Interruption;
import org.capsnet.experiments.runner.RunContext;
import org.capsnet.experiments.training.RunSeries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capsnet run-cell}: what {@code capsnet run --jobs} starts. */
@Command(name = "run-cell", hidden = true)
final class RunCellCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUNDIR")
    private Path folder;

    @Option(names = "--name", required = true)
    private String name;

    @Option(names = "--checkpoint-every", required = true)
    private int every;

    @Option(names = "--command", required = true)
    private String command;

    @Option(names = "--before", required = true)
    private int before;

    @Option(names = "--all", required = true)
    private int all;

    @Option(names = "--jobs", required = true)
    private int jobs;

    private final Provider<CellRun> run;
    private final VersionText versions;

    @Inject
    RunCellCommand(Provider<CellRun> run, VersionText versions) {
        this.run = run;
        this.versions = versions;
    }

    @Override
    public Integer call() {
        return run.get()
                .run(
                        folder,
                        name,
                        new RunContext(every, command, List.of(versions.getVersion()), new Interruption()),
                        new RunSeries(before, all, jobs),
                        System.in);
    }
}
