// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.util.List;
import java.util.Locale;
import org.capsnet.experiments.forecast.Forecast;
import org.capsnet.experiments.forecast.LayerForecast;
import org.capsnet.experiments.forecast.MemoryForecast;
import org.capsnet.experiments.forecast.MemorySize;
import org.capsnet.experiments.report.TextTable;

/** Forecasts for people: a row for each, and the layers of one that is alone. */
final class ForecastText {

    private ForecastText() {}

    static String of(List<Forecast> forecasts) {
        TextTable table = new TextTable()
                .text("routing")
                .number("parameters")
                .number("weights")
                .number("gradients")
                .number("optimiser")
                .number("activations")
                .number("program")
                .number("memory")
                .number("batch")
                .number("s/step");
        for (Forecast forecast : forecasts) {
            MemoryForecast memory = forecast.memory();
            table.row(
                    forecast.routing().name(),
                    count(forecast.parameters()),
                    size(memory.parameters()),
                    size(memory.gradients()),
                    size(memory.updater()),
                    size(memory.activations() + memory.images()),
                    size(memory.program()),
                    memory.total().toString(),
                    batch(forecast),
                    String.format(Locale.ROOT, "%.3f", forecast.secondsPerStep()));
        }
        return forecasts.size() == 1 ? table + "\n" + layers(forecasts.get(0)) : table.toString();
    }

    private static TextTable layers(Forecast forecast) {
        TextTable table = new TextTable().text("layer").number("parameters").number("memory");
        for (LayerForecast layer : forecast.layers()) {
            table.row(layer.name(), count(layer.parameters()), size(layer.bytes()));
        }
        return table;
    }

    /** "128", or "3 x 50" where the last part may be smaller. */
    private static String batch(Forecast forecast) {
        return forecast.parts() == 1
                ? count(forecast.batchSize())
                : forecast.parts() + " x " + count(forecast.microBatch());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String size(long bytes) {
        return new MemorySize(bytes).toString();
    }
}
