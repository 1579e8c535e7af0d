// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.capsnet.experiments.backend.GpuCheck.Gpu;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/** The graphics processors that ND4J computes on. */
public final class Nd4jGpus {

    private Nd4jGpus() {}

    /** Their models; empty if the CPU does the work. Starts ND4J. */
    public static List<String> names() {
        return all().stream().map(Gpu::name).toList();
    }

    static List<Gpu> all() {
        return of(Nd4j.getExecutioner().getEnvironmentInformation());
    }

    /** From what ND4J says of its environment. */
    static List<Gpu> of(Properties environment) {
        Object devices = environment.get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY);
        return devices instanceof List<?> list
                ? list.stream().map(device -> gpu((Map<?, ?>) device)).toList()
                : List.of();
    }

    private static Gpu gpu(Map<?, ?> device) {
        return new Gpu(
                String.valueOf(device.get(Nd4jEnvironment.CUDA_DEVICE_NAME_KEY)).strip(),
                number(device.get(Nd4jEnvironment.CUDA_DEVICE_MAJOR_VERSION_KEY)),
                number(device.get(Nd4jEnvironment.CUDA_DEVICE_MINOR_VERSION_KEY)));
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }
}
