// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What a copy of a network has become by a training step.
 *
 * @param lossAfter of the batch after the step
 * @param lengths of the capsules of each layer after the step, by the layers' names, from below to above
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TrialStep(double lossAfter, Map<String, LengthFigures> lengths) {

    /**
     * Keeps a copy.
     *
     * @param lossAfter of the batch after the step
     * @param lengths of the capsules of each layer after the step
     */
    public TrialStep {
        lengths = Collections.unmodifiableMap(new LinkedHashMap<>(lengths));
    }
}
