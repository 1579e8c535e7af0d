// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plan;

import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.network.CapsuleNetworks;

/**
 * A cell and what is known of it beforehand.
 *
 * @param cell the cell
 * @param parameters how many numbers its network trains
 * @param forecast what it takes, if that can be told
 */
public record PlannedRun(Cell cell, long parameters, Optional<RunForecast> forecast) {

    /** The runs of an experiment in its order. */
    public static List<PlannedRun> of(Experiment experiment, RunForecaster forecaster) {
        return experiment.cells().stream()
                .map(cell -> new PlannedRun(
                        cell,
                        CapsuleNetworks.parameters(
                                cell.configuration().network(),
                                cell.configuration().routing().routing()),
                        forecaster.forecast(cell.configuration())))
                .toList();
    }
}
