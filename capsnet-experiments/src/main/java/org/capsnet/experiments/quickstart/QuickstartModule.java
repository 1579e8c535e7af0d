// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;
import org.capsnet.experiments.forecast.Forecaster;
import org.capsnet.experiments.training.Trainer;

/** The objects behind {@code capsnet quickstart}. Needs a binding of the terminal. */
public final class QuickstartModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(Clock.class).toInstance(Clock.systemDefaultZone());
        bind(Forecaster.class);
        bind(Trainer.class);
        bind(Quickstart.class);
    }

    @Provides
    static QuickstartDefaults defaults() {
        return QuickstartDefaults.read();
    }
}
