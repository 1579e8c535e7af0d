// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class ResultStreamTests {

    @Test
    void aReaderWhoHasReadEnoughIsNoFailure() {
        ResultStream stream = failing("Broken pipe");

        assertThatIOException().isThrownBy(() -> stream.write(1));
        assertThat(stream.failure()).isNull();
    }

    @Test
    void aFullDiskIsAFailure() {
        ResultStream stream = failing("No space left on device");

        assertThatIOException().isThrownBy(() -> stream.write(new byte[3], 0, 3));
        assertThat(stream.failure()).hasMessage("No space left on device");
    }

    private static ResultStream failing(String message) {
        return new ResultStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
    }
}
