// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.RunSeries;

/** Does several runs at a time, each in a process of its own: ND4J's threads and random numbers belong to a process. */
final class ChildProcessExecutor implements RunExecutor {

    private static final String MEMORY = "-Dorg.bytedeco.javacpp.maxbytes=";
    private static final String THREADS = "OMP_NUM_THREADS";
    private static final String MAIN_CLASS = "org.capsnet.experiments.Main";

    private final ExperimentFolder folder;
    private final RunContext context;
    private final int jobs;
    private final Terminal terminal;

    ChildProcessExecutor(ExperimentFolder folder, RunContext context, int jobs, Terminal terminal) {
        this.folder = folder;
        this.context = context;
        this.jobs = jobs;
        this.terminal = terminal;
    }

    @Override
    public void execute(List<StoredRun> runs, Listener listener) {
        Queue<Numbered> queue = new ConcurrentLinkedQueue<>();
        for (StoredRun run : runs) {
            queue.add(new Numbered(run, new RunSeries(queue.size(), runs.size(), jobs)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            Callable<Void> worker = () -> {
                work(queue, listener);
                return null;
            };
            // All have ended when this does, also where one has failed.
            for (Future<Void> ended : threads.invokeAll(Collections.nCopies(jobs, worker))) {
                ended.get();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private record Numbered(StoredRun run, RunSeries place) {}

    /** Where it fails, nothing is begun any more, and the processes of other runs are asked to stop. */
    private void work(Queue<Numbered> queue, Listener listener) {
        try {
            workOff(queue, listener);
        } catch (RuntimeException | Error e) {
            queue.clear();
            context.interruption().request(Interruption.TERMINATED);
            throw e;
        }
    }

    private void workOff(Queue<Numbered> queue, Listener listener) {
        while (listener.goesOn()) {
            Numbered next = queue.poll();
            if (next == null) {
                return;
            }
            try {
                listener.ended(next.run(), runChild(next.run(), next.place()));
            } catch (IOException e) {
                throw new UserError(
                        "Can't do the run " + next.run().title() + " in a process of its own: " + FileProblem.of(e)
                                + ".",
                        e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }
    }

    private RunStatus runChild(StoredRun run, RunSeries place) throws IOException, InterruptedException {
        RunFolder runFolder = folder.run(run.id());
        ProcessBuilder builder = new ProcessBuilder(command(runFolder.path(), run.title(), place))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(THREADS, String.valueOf(threads()));
        // Its standard input stays open as long as this process lives; see CellRun.
        Process process = builder.start();
        // Not the process's own destroy, which would also close what it writes to.
        context.interruption().onRequest(process.toHandle()::destroy);
        String last = "";
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                terminal.note(line);
                last = line;
            }
        }
        int exitCode = process.waitFor();
        RunStatus status = runFolder.statusSeenFromOutside();
        boolean lost = status.state() == RunState.INTERRUPTED || status.state() == RunState.PENDING;
        if (lost && !context.interruption().requested()) {
            status =
                    status.failed("its process ended with exit code " + exitCode + (last.isEmpty() ? "" : ": " + last));
            runFolder.write(status);
        }
        return status;
    }

    private List<String> command(Path runFolder, String name, RunSeries place) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith(MEMORY) && option.substring(MEMORY.length()).matches("\\d+")) {
                command.add(MEMORY + Long.parseLong(option.substring(MEMORY.length())) / jobs);
            } else if (!option.startsWith("-Dcapsnet.terminal=")) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS));
        command.addAll(List.of("run-cell", runFolder.toString(), "--name", name));
        command.addAll(List.of("--before", String.valueOf(place.before()), "--all", String.valueOf(place.all())));
        command.addAll(List.of("--jobs", String.valueOf(place.jobs())));
        command.addAll(List.of("--checkpoint-every", String.valueOf(context.every())));
        command.addAll(List.of("--command", context.command()));
        return command;
    }

    private int threads() {
        String given = System.getenv(THREADS);
        int all = given != null && given.matches("[1-9]\\d{0,4}")
                ? Integer.parseInt(given)
                : Runtime.getRuntime().availableProcessors();
        return Math.max(1, all / jobs);
    }
}
