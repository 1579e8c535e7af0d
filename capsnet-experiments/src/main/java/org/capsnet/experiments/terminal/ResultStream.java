// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Remembers why results couldn't be written, which a {@link java.io.PrintStream} would keep to itself. */
final class ResultStream extends FilterOutputStream {

    private IOException failure;

    ResultStream(OutputStream out) {
        super(out);
    }

    /** Null if everything arrived, or whoever read it has read enough. */
    IOException failure() {
        return failure == null || String.valueOf(failure.getMessage()).contains("Broken pipe") ? null : failure;
    }

    @Override
    public void write(int b) throws IOException {
        remembering(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        remembering(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        remembering(out::flush);
    }

    private void remembering(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
