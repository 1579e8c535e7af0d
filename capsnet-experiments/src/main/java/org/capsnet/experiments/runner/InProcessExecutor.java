// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.List;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.RunSeries;

/** Does runs in this process, one after the other. */
final class InProcessExecutor implements RunExecutor {

    private final SingleRun singleRun;
    private final ExperimentFolder folder;
    private final RunContext context;
    private final Terminal terminal;

    InProcessExecutor(SingleRun singleRun, ExperimentFolder folder, RunContext context, Terminal terminal) {
        this.singleRun = singleRun;
        this.folder = folder;
        this.context = context;
        this.terminal = terminal;
    }

    @Override
    public void execute(List<StoredRun> runs, Listener listener) {
        SingleRun.SharedProgress progress = new SingleRun.SharedProgress(terminal, RunSeries.ofOneProcess(runs.size()));
        for (StoredRun run : runs) {
            if (!listener.goesOn()) {
                return;
            }
            listener.ended(run, singleRun.run(folder.run(run.id()), run.title(), context, progress));
        }
    }
}
