// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.experiments.experiment.DataSelection;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.plan.RunForecast;
import org.capsnet.experiments.plan.RunForecaster;
import org.capsnet.experiments.terminal.Terminal;

/** Forecasts runs from what a training step takes; equal networks are measured once. */
public final class MeasuredRunForecaster implements RunForecaster {

    /** A test is the forward pass alone, which takes about a third of a training step. */
    private static final double TEST_SHARE = 1.0 / 3;

    private final Forecaster forecaster;
    private final Terminal terminal;
    private final Map<Measured, Optional<Forecast>> measured = new HashMap<>();

    @Inject
    MeasuredRunForecaster(Forecaster forecaster, Terminal terminal) {
        this.forecaster = forecaster;
        this.terminal = terminal;
    }

    /** What decides how long a step takes. */
    private record Measured(CapsuleNetworkSpec network, String routing, String options, int batchSize) {}

    @Override
    public Optional<RunForecast> forecast(RunConfiguration run) {
        Measured step = new Measured(
                run.network().withSeed(0), run.routing().name(), run.routing().options(), run.batchSize());
        return measured.computeIfAbsent(step, ignored -> measure(run)).map(forecast -> of(forecast, run));
    }

    private Optional<Forecast> measure(RunConfiguration run) {
        terminal.note("Measuring " + run.routing().name() + " " + run.routing().options() + " ...");
        try {
            return Optional.of(forecaster.forecast(run.routing(), run.network(), run.batchSize()));
        } catch (RoutingFailure e) {
            terminal.note("capsnet: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static RunForecast of(Forecast step, RunConfiguration run) {
        DataSelection data = run.data();
        double steps = Math.ceil((double) data.trainingImages() / run.batchSize());
        double tests = (double) (data.validationImages() + data.testImages()) / run.batchSize();
        double epoch = step.secondsPerStep() * (steps + TEST_SHARE * tests);
        return new RunForecast(run.epochs() * epoch, step.memory().total().bytes());
    }
}
