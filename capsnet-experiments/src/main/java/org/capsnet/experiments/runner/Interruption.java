// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import sun.misc.Signal;

/**
 * The wish to stop. The first signal asks, a second one ends the process at once.
 *
 * <p>Java's own shutdown hooks can't tell which signal came, nor hear a second one.
 */
public final class Interruption {

    /** The exit code after SIGTERM. */
    static final int TERMINATED = 143;

    private static final int SIGNAL = 128;

    private final List<Runnable> listeners = new ArrayList<>();
    private volatile int exitCode;

    /** One that nobody has asked for yet, and that hears of no signals. */
    public Interruption() {}

    /** Hears of SIGINT, which a terminal sends for Ctrl+C, and of SIGTERM from now on. */
    public Interruption hearingSignals() {
        handle("INT");
        handle("TERM");
        return this;
    }

    private void handle(String name) {
        Signal.handle(new Signal(name), signal -> {
            int code = SIGNAL + signal.getNumber();
            if (!request(code)) {
                Runtime.getRuntime().halt(code);
            }
        });
    }

    /**
     * Hears of SIGTERM, and not of SIGINT: Ctrl+C goes to all processes of a terminal, and the one that began this one
     * passes it on, maybe in several ways.
     */
    Interruption hearingParent() {
        Signal.handle(new Signal("INT"), signal -> {});
        Signal.handle(new Signal("TERM"), signal -> request(SIGNAL + signal.getNumber()));
        return this;
    }

    /**
     * Asks for it.
     *
     * @param code the exit code that tells of it
     * @return false if it was asked for before; then nothing happens
     */
    synchronized boolean request(int code) {
        if (exitCode != 0) {
            return false;
        }
        exitCode = code;
        listeners.forEach(Runnable::run);
        return true;
    }

    /** Tells of it once, at once if it was asked for already. */
    synchronized void onRequest(Runnable listener) {
        if (exitCode != 0) {
            listener.run();
        }
        listeners.add(listener);
    }

    private synchronized void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /**
     * Does some work whose thread is interrupted if stopping is asked for meanwhile, or was before.
     *
     * @return what it gives; afterwards the thread isn't interrupted
     */
    <T> T interrupting(Supplier<T> work) {
        Runnable interrupt = Thread.currentThread()::interrupt;
        onRequest(interrupt);
        try {
            return work.get();
        } finally {
            forget(interrupt);
            Thread.interrupted();
        }
    }

    boolean requested() {
        return exitCode != 0;
    }

    /** The exit code that tells of it, 130 or 143; 0 if nobody asked. */
    public int exitCode() {
        return exitCode;
    }
}
