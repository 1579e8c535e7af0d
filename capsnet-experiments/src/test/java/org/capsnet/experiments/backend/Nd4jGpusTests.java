// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.capsnet.experiments.backend.GpuCheck.Gpu;
import org.junit.jupiter.api.Test;

class Nd4jGpusTests {

    @Test
    void areAsNd4jsCudaBackendDescribesThem() {
        Properties environment = new Properties();
        environment.put(
                "cuda.devicesInformation",
                List.of(Map.of("cuda.deviceName", "A100 ", "cuda.deviceMajor", 8L, "cuda.deviceMinor", 0L)));

        assertThat(Nd4jGpus.of(environment)).containsExactly(new Gpu("A100", 8, 0));
    }

    @Test
    void areNoneOnTheCpu() {
        assertThat(Nd4jGpus.names()).isEmpty();
    }
}
