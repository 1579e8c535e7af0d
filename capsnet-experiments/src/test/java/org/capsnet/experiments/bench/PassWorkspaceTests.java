// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class PassWorkspaceTests {

    @ParameterizedTest
    @ValueSource(longs = {1 << 20, 100})
    void countsEveryArrayOfAPassWhetherOrNotItFitsIntoTheBlock(long block) {
        try (PassWorkspace workspace = PassWorkspace.of(block)) {
            Runnable pass = () -> {
                Nd4j.create(DataType.FLOAT, 10, 100);
                Nd4j.create(DataType.DOUBLE, 5, 100);
            };

            assertThat(workspace.bytes(pass)).isEqualTo(8000);
            assertThat(workspace.bytes(pass)).as("the next pass").isEqualTo(8000);
        }
    }

    @Test
    void aBlockGoesWhenItIsClosedAndAFailedPassLeavesNothingOpen() {
        for (int k = 0; k < 2; k++) {
            try (PassWorkspace workspace = PassWorkspace.of(1000)) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> workspace.seconds(() -> {
                            throw new IllegalStateException("no root");
                        }));
                assertThat(Nd4j.getMemoryManager().getCurrentWorkspace()).isNull();
                assertThat(workspace.bytes(() -> Nd4j.create(DataType.FLOAT, 16)))
                        .isEqualTo(64);
            }
            assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                    .isNullOrEmpty();
        }
    }
}
