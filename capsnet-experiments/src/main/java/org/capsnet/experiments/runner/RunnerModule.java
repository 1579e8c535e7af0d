// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import com.google.inject.AbstractModule;
import jakarta.inject.Singleton;

/** The objects behind {@code capsnet run}. Needs bindings of the trainer, the clock, the data and the experiment reader. */
public final class RunnerModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(ClassPathSums.class).in(Singleton.class);
        bind(ConfigurationFile.class);
        bind(SingleRun.class);
        bind(ExperimentRunner.class);
        bind(Rerun.class);
        bind(TrainedRuns.class);
        bind(CellRun.class);
    }
}
