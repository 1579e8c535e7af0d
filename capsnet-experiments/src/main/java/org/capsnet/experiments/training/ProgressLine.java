// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.capsnet.experiments.terminal.StatusLine;
import org.capsnet.experiments.terminal.Terminal;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * Tells on a terminal how far a series of runs is: a line for every epoch and, where the terminal is interactive, one
 * that is drawn again with every step.
 */
public final class ProgressLine extends BaseTrainingListener {

    private static final double NANOS = 1e9;
    private static final long REDRAW_NANOS = 100_000_000;

    /** A test has no backward pass, which is most of the work. */
    private static final double TEST_SHARE = 0.25;

    private final Terminal terminal;
    private final StatusLine status;
    private final RunSeries series;
    private final LongSupplier clock;
    private final long start;

    private TrainingPlan plan;
    private double work;
    private double done;
    private String name = "";
    private int run;
    private int epoch;
    private int step;
    private int skipped;
    private long images;
    private long imagesBefore;
    private long epochStart;
    private long lastDrawn;

    /**
     * Starts the clock.
     *
     * @param terminal where to write
     * @param plan what every run does, as far as is known
     * @param runs the number of runs, at least 1
     */
    public ProgressLine(Terminal terminal, TrainingPlan plan, int runs) {
        this(terminal, plan, RunSeries.ofOneProcess(runs));
    }

    /**
     * The same for a process that does some of the runs.
     *
     * @param series which of them
     */
    public ProgressLine(Terminal terminal, TrainingPlan plan, RunSeries series) {
        this(terminal, plan, series, System::nanoTime);
    }

    ProgressLine(Terminal terminal, TrainingPlan plan, RunSeries series, LongSupplier clock) {
        this.terminal = terminal;
        this.status = new StatusLine(terminal);
        this.plan = plan;
        this.series = series;
        this.run = series.before();
        this.clock = clock;
        this.start = clock.getAsLong();
        this.work = series.turnsLeft(run) * workOf(plan);
    }

    /**
     * A run begins or goes on. The runs after it are taken to be as long.
     *
     * @param newName of the run
     * @param newPlan what it does
     * @param from how far it is
     */
    void startRun(String newName, TrainingPlan newPlan, TrainingState from) {
        work += series.turnsLeft(run) * (workOf(newPlan) - workOf(plan));
        name = newName;
        plan = newPlan;
        run++;
        epoch = from.epochs().size();
        skipped = from.step();
        images = 0;
        imagesBefore = from.epochImages();
        work -= epoch * epochWork() + imagesBefore;
    }

    private double epochWork() {
        return workOf(plan) / plan.epochs();
    }

    private static double workOf(TrainingPlan plan) {
        return plan.epochs()
                * (plan.data().train().size() + TEST_SHARE * plan.data().test().size());
    }

    @Override
    public void onEpochStart(Model model) {
        epoch++;
        step = skipped;
        skipped = 0;
        images = 0;
        epochStart = clock.getAsLong();
        lastDrawn = epochStart;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epochOfModel) {
        step++;
        images += model.batchSize();
        done += model.batchSize();
        long now = clock.getAsLong();
        if (terminal.interactive() && now - lastDrawn >= REDRAW_NANOS) {
            lastDrawn = now;
            status.redraw(String.format(
                    Locale.ROOT,
                    "%s batch %d/%d  %.0f images/s  loss %.4f  %s left",
                    where(),
                    step,
                    plan.stepsPerEpoch(),
                    images / ((now - epochStart) / NANOS),
                    model.score(),
                    left()));
        }
    }

    /** Something about the run that is under way. */
    void note(String what) {
        status.line(where() + " " + what);
    }

    void testing() {
        status.redraw(where() + " testing  " + left() + " left");
    }

    void endEpoch(EpochResult result) {
        done += epochWork() - imagesBefore - images;
        imagesBefore = 0;
        status.line(String.format(
                Locale.ROOT,
                "%s loss %.4f  test accuracy %.1f %%  %.1f s  %s left",
                where(),
                result.trainLoss(),
                100 * result.testAccuracy(),
                result.seconds(),
                left()));
    }

    void endRun(RunResult result) {
        result.problem().ifPresent(problem -> {
            // The rest of the run falls away, so that the estimate for the others stays right.
            work -= (plan.epochs() - Math.max(epoch, 1) + 1) * epochWork() - imagesBefore - images;
            status.line(where() + " " + problem.status() + ": " + problem.explanation() + " This run ends here.");
        });
    }

    private String where() {
        return String.format(
                Locale.ROOT, "%s (%d/%d)  epoch %d/%d ", name, run, series.all(), Math.max(epoch, 1), plan.epochs());
    }

    private String left() {
        double elapsed = (clock.getAsLong() - start) / NANOS;
        long seconds = done > 0 ? Math.round(elapsed * (work - done) / done) : 0;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
