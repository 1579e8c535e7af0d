// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessExecutorTests {

    @TempDir
    private Path path;

    /** Hears of two runs at a time: the first can't be noted, and the second takes a while. */
    private static final class FullDisk implements RunExecutor.Listener {

        private final AtomicInteger heard = new AtomicInteger();
        private final CountDownLatch both = new CountDownLatch(2);
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public boolean goesOn() {
            return true;
        }

        @Override
        public void ended(StoredRun run, RunStatus status) {
            int place = heard.incrementAndGet();
            both.countDown();
            try {
                assertThat(both.await(1, TimeUnit.MINUTES)).isTrue();
                if (place == 1) {
                    throw new IllegalStateException("the disk is full");
                }
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.set(true);
        }
    }

    @Test
    void afterAFailureNoRunBeginsAndThoseThatHaveBegunAreWaitedFor() throws IOException {
        ExperimentFolder folder = new ExperimentFolder(path);
        List<StoredRun> runs = IntStream.rangeClosed(1, 4)
                .mapToObj(seed -> new StoredRun("run" + seed, "broken", seed, new TreeMap<>()))
                .toList();
        for (StoredRun run : runs) {
            folder.run(run.id()).create("no: experiment");
        }
        Interruption interruption = new Interruption();
        FullDisk listener = new FullDisk();
        RunExecutor executor = new ChildProcessExecutor(
                folder, new RunContext(100, "capsnet run", List.of(), interruption), 2, new Screen(false).terminal());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> executor.execute(runs, listener))
                .withMessage("the disk is full");

        assertThat(listener.done).isTrue();
        assertThat(listener.heard).hasValue(2);
        assertThat(interruption.requested())
                .as("the processes of other runs are asked to stop")
                .isTrue();
    }
}
