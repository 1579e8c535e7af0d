// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.download.DownloadListener;
import org.capsnet.datasets.download.FileCheck;
import org.capsnet.experiments.terminal.StatusLine;
import org.capsnet.experiments.terminal.Terminal;

/** Tells on a terminal how a download gets on: a line for every file, and where the terminal is interactive, its progress. */
public final class DownloadLines implements DownloadListener {

    private static final double NANOS = 1e9;
    private static final long REDRAW_NANOS = 100_000_000;

    private final StatusLine line;
    private final LongSupplier clock;

    private long startTime;
    private long startBytes;
    private long lastDrawn;

    /** Lines on standard error. */
    public DownloadLines(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    DownloadLines(Terminal terminal, LongSupplier clock) {
        this.line = new StatusLine(terminal);
        this.clock = clock;
    }

    @Override
    public void present(DataSetFile file, FileCheck check) {
        line.line(file.name() + ": is there already" + (check.detail().isEmpty() ? "" : ", " + check.detail()));
    }

    @Override
    public void replacing(DataSetFile file, FileCheck check) {
        line.line(check.path() + ": isn't what it should be (" + check.detail() + "); getting it anew");
    }

    @Override
    public void waiting(Path folder) {
        line.line("Another process is downloading into " + folder + "; waiting for it to end.");
    }

    @Override
    public void started(DataSetFile file, URI mirror, long start) {
        startTime = clock.getAsLong();
        startBytes = start;
        lastDrawn = startTime;
        line.redraw(file.name() + "  " + ByteCount.text(start) + " of " + ByteCount.text(file.size()) + " from "
                + mirror.getHost());
    }

    @Override
    public void progress(DataSetFile file, long bytes) {
        long now = clock.getAsLong();
        if (now - lastDrawn < REDRAW_NANOS) {
            return;
        }
        lastDrawn = now;
        double rate = (bytes - startBytes) / ((now - startTime) / NANOS);
        long seconds = rate > 0 ? Math.round((file.size() - bytes) / rate) : 0;
        line.redraw(String.format(
                Locale.ROOT,
                "%s  %s of %s  %s/s  %d:%02d left",
                file.name(),
                ByteCount.text(bytes),
                ByteCount.text(file.size()),
                ByteCount.text(Math.round(rate)),
                seconds / 60,
                seconds % 60));
    }

    @Override
    public void mirrorFailed(DataSetFile file, URI mirror, String reason) {
        line.line(file.name() + ": not from " + mirror + ": " + reason);
    }

    @Override
    public void finished(DataSetFile file, Path path, URI mirror) {
        line.line(String.format(
                Locale.ROOT,
                "%s: %s from %s, SHA-256 is right",
                file.name(),
                ByteCount.text(file.size()),
                mirror.getHost()));
    }
}
