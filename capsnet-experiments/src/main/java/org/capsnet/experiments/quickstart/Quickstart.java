// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.datasets.ImageSet;
import org.capsnet.experiments.forecast.Forecast;
import org.capsnet.experiments.forecast.Forecaster;
import org.capsnet.experiments.forecast.MemorySize;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.report.Machine;
import org.capsnet.experiments.report.Provenance;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.experiments.training.ProgressLine;
import org.capsnet.experiments.training.RunResult;
import org.capsnet.experiments.training.Trainer;
import org.capsnet.experiments.training.TrainingPlan;

/** Trains one network with each of several routings, and reports. */
public final class Quickstart {

    private static final String TITLE = "Routings compared";

    private final Terminal terminal;
    private final Forecaster forecaster;
    private final Trainer trainer;
    private final Clock clock;

    @Inject
    Quickstart(Terminal terminal, Forecaster forecaster, Trainer trainer, Clock clock) {
        this.terminal = terminal;
        this.forecaster = forecaster;
        this.trainer = trainer;
        this.clock = clock;
    }

    /**
     * Runs all of it. The report is written anew after each run, so that what is done stays when the program is
     * interrupted.
     *
     * @throws org.capsnet.experiments.UserError if not even one image fits into the memory allowed, or if the report can't be written; known before the first run, unless the
     *     disk fails later
     */
    public QuickstartResult run(QuickstartOptions options) {
        List<TrainingPlan> plans = options.routings().stream()
                .map(routing -> plan(routing, options))
                .toList();
        ReportFiles files = ReportFiles.prepare(options.out());
        TrainingPlan plan = options.plan();
        Machine machine = Machine.here();
        announce(options, machine);
        Provenance provenance = Provenance.of(
                plan,
                options.routings().size(),
                options.command(),
                OffsetDateTime.now(clock),
                machine,
                options.software(),
                options.warning());
        ProgressLine progress =
                new ProgressLine(terminal, plan, options.routings().size());
        List<RunResult> results = new ArrayList<>();
        for (int run = 0; run < plans.size(); run++) {
            results.add(trainer.train(options.routings().get(run), plans.get(run), progress));
            files.write(TITLE, provenance, results);
        }
        return new QuickstartResult(provenance, List.copyOf(results), files.page());
    }

    /** The plan that fits into memory. */
    private TrainingPlan plan(NamedRouting routing, QuickstartOptions options) {
        TrainingPlan plan = options.plan();
        if (options.memory().isEmpty()) {
            return plan;
        }
        MemorySize memory = options.memory().get();
        Forecast forecast;
        try {
            forecast = forecaster.forecast(routing, plan.network(), plan.batchSize(), memory);
        } catch (RoutingFailure e) {
            // The run will fail in the same way, and the report will say so.
            return plan;
        }
        note(
                "Memory:   %s needs %s of the %s allowed, %s",
                routing.name(),
                forecast.memory().total(),
                memory,
                forecast.parts() == 1
                        ? "with whole batches"
                        : "with batches in " + forecast.parts() + " parts of at most " + forecast.microBatch()
                                + " images");
        return plan.inPartsOf(forecast.microBatch());
    }

    private void announce(QuickstartOptions options, Machine machine) {
        TrainingPlan plan = options.plan();
        ImageSet train = plan.data().train();
        note(
                "Data:     %s, %,d training and %,d test images of %s in %d classes",
                train.name(), train.size(), plan.data().test().size(), train.shape(), train.classCount());
        note("Machine:  %s", machine);
        note("Network:  %s", plan.network().summary());
        for (NamedRouting routing : options.routings()) {
            CapsuleNetworkSpec fitting = plan.network().fittingIfKnown(routing.routing());
            if (!fitting.equals(plan.network())) {
                note("          for %s %s", routing.name(), fitting.summary());
            }
        }
        note(
                "Training: %s; %d x %d steps of %d images each, seed %d",
                options.routings().stream().map(NamedRouting::name).collect(Collectors.joining(", ")),
                plan.epochs(),
                plan.stepsPerEpoch(),
                plan.batchSize(),
                plan.network().seed());
        options.warning().ifPresent(terminal::note);
    }

    private void note(String pattern, Object... values) {
        terminal.note(String.format(Locale.ROOT, pattern, values));
    }
}
