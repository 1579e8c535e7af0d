// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plan;

import java.util.Optional;
import org.capsnet.experiments.experiment.RunConfiguration;

/** Estimates what runs take. */
@FunctionalInterface
public interface RunForecaster {

    /** What a run takes on this machine, if that can be told without running it. */
    Optional<RunForecast> forecast(RunConfiguration run);
}
