// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.OptionalInt;
import org.capsnet.core.diagnosis.Collapse;

/**
 * The first layer of capsules that collapsed in a run, since all were well.
 *
 * @param collapse what happened
 * @param recovered the step, from 1, by which all layers were well again; empty if they never were
 */
public record CollapseNote(Collapse collapse, OptionalInt recovered) {

    /** In one line: {@code collapsed at step 57: layer stage-1: all capsules dead (mean length 0.0001)}. */
    @Override
    public String toString() {
        return collapse + (recovered.isPresent() ? "; recovered at step " + recovered.getAsInt() : "");
    }
}
