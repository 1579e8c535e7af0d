// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptionTests {

    private static final int CODE = 143;

    private final Interruption interruption = new Interruption();

    @Test
    void workIsInterruptedWhenStoppingIsAskedForMeanwhile() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> {
            boolean interrupted = interruption.interrupting(() -> {
                begun.countDown();
                return sleep();
            });
            return interrupted && !Thread.currentThread().isInterrupted();
        });
        begun.await();

        interruption.request(CODE);

        assertThat(work.get(5, TimeUnit.SECONDS)).isTrue();
    }

    /** True if it was interrupted. */
    private static boolean sleep() {
        try {
            TimeUnit.MINUTES.sleep(1);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void workIsInterruptedWhenStoppingWasAskedForBefore() {
        interruption.request(CODE);

        boolean interrupted =
                interruption.interrupting(() -> Thread.currentThread().isInterrupted());

        assertThat(interrupted).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatFollowsTheWorkIsNotInterrupted() {
        interruption.interrupting(() -> "done");

        interruption.request(CODE);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void everyListenerIsToldOnce() {
        List<String> told = new ArrayList<>();
        interruption.onRequest(() -> told.add("early"));

        assertThat(interruption.request(CODE)).isTrue();
        assertThat(interruption.request(130)).as("the second request").isFalse();
        interruption.onRequest(() -> told.add("late"));

        assertThat(told).containsExactly("early", "late");
        assertThat(interruption.exitCode()).isEqualTo(CODE);
    }
}
