// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Measures the capsules [B, I, d] of a layer, which may be followed by their activations, [B, I, d + 1]. */
final class LengthMeter {

    /** Where float can't tell a length from 1. */
    private static final double LARGEST_LENGTH = 1 - 0x1p-24;

    private final INDArray poses;
    private final INDArray lengths;

    /**
     * Looks at capsules; they aren't changed.
     *
     * @param output of the layer
     * @param ownActivations whether the last component of a capsule is its activation
     */
    LengthMeter(INDArray output, boolean ownActivations) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            // In double: lengths that vanish have squares that float doesn't know.
            INDArray capsules = output.castTo(DataType.DOUBLE);
            long last = capsules.size(2) - 1;
            poses = ownActivations
                    ? capsules.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, last))
                    : capsules;
            lengths = ownActivations
                    ? capsules.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(last))
                    : capsules.norm2(2);
        }
    }

    long capsules() {
        return poses.size(1);
    }

    long dimensions() {
        return poses.size(2);
    }

    /** The mean length of the poses. */
    double meanPose() {
        return poses.norm2(2).meanNumber().doubleValue();
    }

    /** The mean length before squash: n of |v| = n² / (1 + n²). */
    double meanBeforeSquash() {
        double sum = 0;
        for (double length : lengths.dup().data().asDouble()) {
            double inside = Math.min(length, LARGEST_LENGTH);
            sum += Math.sqrt(inside / (1 - inside));
        }
        return sum / lengths.length();
    }

    LengthFigures figures() {
        double mean = lengths.meanNumber().doubleValue();
        double scale = rms(poses);
        if (!Double.isFinite(mean) || !Double.isFinite(scale)) {
            return new LengthFigures(Double.NaN, Double.NaN, 0, 0, Double.NaN, false);
        }
        return new LengthFigures(
                mean,
                lengths.stdNumber(false).doubleValue(),
                share(lengths.max(0).lt(LengthFigures.DEAD)),
                share(lengths.min(0).gt(LengthFigures.SATURATED)),
                scale == 0 ? 0 : rms(poses.sub(poses.mean(true, 0).broadcast(poses.shape()))) / scale,
                true);
    }

    private static double share(INDArray capsules) {
        return capsules.castTo(DataType.DOUBLE).meanNumber().doubleValue();
    }

    static double rms(INDArray values) {
        return values.norm2Number().doubleValue() / Math.sqrt(values.length());
    }
}
