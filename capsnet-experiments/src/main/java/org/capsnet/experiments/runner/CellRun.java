// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.RunSeries;

/** Does one run of an experiment for another process, which looks for the result in the run's folder. */
public final class CellRun {

    private static final int UNSUCCESSFUL = 1;

    private final SingleRun singleRun;
    private final Terminal terminal;

    @Inject
    CellRun(SingleRun singleRun, Terminal terminal) {
        this.singleRun = singleRun;
        this.terminal = terminal;
    }

    /**
     * Runs.
     *
     * @param folder of the run
     * @param name of the run
     * @param series which run of the whole it is
     * @param parent ends when the other process does
     * @return the exit code
     */
    public int run(Path folder, String name, RunContext context, RunSeries series, InputStream parent) {
        context.interruption().hearingParent();
        stopWith(parent, context.interruption());
        RunStatus status =
                singleRun.run(new RunFolder(folder), name, context, new SingleRun.SharedProgress(terminal, series));
        if (status.state() == RunState.INTERRUPTED) {
            return context.interruption().exitCode();
        }
        return status.state() == RunState.DONE ? 0 : UNSUCCESSFUL;
    }

    /** A process that was killed can't tell its children to stop, but its end of the pipe closes. */
    private static void stopWith(InputStream parent, Interruption interruption) {
        Thread watch = new Thread(() -> {
            try {
                parent.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // As good as the end.
            }
            // What the other process would have sent.
            interruption.request(Interruption.TERMINATED);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
