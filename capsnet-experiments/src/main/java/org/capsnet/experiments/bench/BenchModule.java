// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import com.google.inject.AbstractModule;

/** The objects behind {@code capsnet bench}. Needs a binding of the terminal. */
public final class BenchModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(RoutingBench.class);
        bind(StepBench.class);
    }
}
