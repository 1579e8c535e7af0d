// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import com.google.inject.Injector;
import com.google.inject.Key;
import jakarta.inject.Inject;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Lets Guice make the commands, and picocli its own small objects. */
final class CommandFactory implements IFactory {

    private final Injector injector;
    private final IFactory fallback = CommandLine.defaultFactory();

    @Inject
    CommandFactory(Injector injector) {
        this.injector = injector;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return injector.getExistingBinding(Key.get(type)) == null ? fallback.create(type) : injector.getInstance(type);
    }
}
