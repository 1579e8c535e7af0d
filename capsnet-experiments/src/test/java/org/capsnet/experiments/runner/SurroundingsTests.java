// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.capsnet.experiments.report.Machine;
import org.junit.jupiter.api.Test;

class SurroundingsTests {

    @Test
    void theGpusThatComputeAreAFactOfTheirOwn() {
        assertThat(Surroundings.hardware(new Machine("Z80", 2, 1, "CP/M 2.2", List.of("Voodoo", "Voodoo 2"))))
                .containsEntry("processor", "Z80")
                .containsEntry("gpus", "Voodoo, Voodoo 2");
    }

    /** As in files from before it was noted. */
    @Test
    void withoutAnyThereIsNoSuchFact() {
        Map<String, String> facts = Surroundings.hardware(new Machine("Z80", 2, 1, "CP/M 2.2", List.of()));

        assertThat(facts).containsOnlyKeys("processor", "cores", "threads");
    }
}
