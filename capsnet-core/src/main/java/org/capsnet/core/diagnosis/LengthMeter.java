// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures the capsules [B, I, d] of a layer, which may be followed by their activations, [B, I, d + 1].
 *
 * <p>In double, since lengths that vanish have squares that float doesn't know; and in Java, since this takes one pass where
 * ND4J takes ten.
 */
final class LengthMeter {

    /** Where float can't tell a length from 1. */
    private static final double LARGEST_LENGTH = 1 - 0x1p-24;

    private final int images;
    private final int capsules;
    private final int components;
    private final int dimensions;
    private final boolean saturable;
    private final double[] values;

    /**
     * Looks at capsules; they aren't changed.
     *
     * @param output of the layer
     * @param layer whose output it is
     */
    LengthMeter(INDArray output, CapsuleOutput layer) {
        images = (int) output.size(0);
        capsules = (int) output.size(1);
        components = (int) output.size(2);
        dimensions = layer.ownActivations() ? components - 1 : components;
        saturable = layer.bounded();
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            values = output.dup('c').data().asDouble();
        }
    }

    int capsules() {
        return capsules;
    }

    int dimensions() {
        return dimensions;
    }

    /** The mean length of the poses. */
    double meanPose() {
        double sum = 0;
        for (int capsule = 0; capsule < images * capsules; capsule++) {
            sum += pose(capsule);
        }
        return sum / (images * capsules);
    }

    /** The mean length before squash, if that was Sabour's: n of |v| = n² / (1 + n²). */
    double meanBeforeSquash() {
        double sum = 0;
        for (int capsule = 0; capsule < images * capsules; capsule++) {
            double inside = Math.min(length(capsule), LARGEST_LENGTH);
            sum += Math.sqrt(inside / (1 - inside));
        }
        return sum / (images * capsules);
    }

    LengthFigures figures() {
        double sum = 0;
        double squares = 0;
        int dead = 0;
        int saturated = 0;
        for (int capsule = 0; capsule < capsules; capsule++) {
            double shortest = Double.POSITIVE_INFINITY;
            double longest = 0;
            for (int image = 0; image < images; image++) {
                double length = length(image * capsules + capsule);
                sum += length;
                squares += length * length;
                shortest = Math.min(shortest, length);
                longest = Math.max(longest, length);
            }
            dead += longest < LengthFigures.DEAD ? 1 : 0;
            saturated += saturable && shortest > LengthFigures.SATURATED ? 1 : 0;
        }
        double count = (double) images * capsules;
        double mean = sum / count;
        double variation = variation();
        return Double.isFinite(mean) && Double.isFinite(variation)
                ? new LengthFigures(
                        mean,
                        Math.sqrt(Math.max(0, squares / count - mean * mean)),
                        (double) dead / capsules,
                        (double) saturated / capsules,
                        variation,
                        true)
                : new LengthFigures(Double.NaN, Double.NaN, 0, 0, Double.NaN, false);
    }

    private double variation() {
        double differences = 0;
        double squares = 0;
        for (int place = 0; place < capsules * components; place++) {
            if (place % components == dimensions) {
                continue;
            }
            double sum = 0;
            for (int image = 0; image < images; image++) {
                sum += value(image, place);
            }
            double mean = sum / images;
            for (int image = 0; image < images; image++) {
                double value = value(image, place);
                squares += value * value;
                differences += (value - mean) * (value - mean);
            }
        }
        return squares == 0 ? 0 : Math.sqrt(differences / squares);
    }

    private double value(int image, int place) {
        return values[image * capsules * components + place];
    }

    /** What counts as the length of a capsule of an image. */
    private double length(int capsule) {
        return dimensions < components ? values[capsule * components + dimensions] : pose(capsule);
    }

    private double pose(int capsule) {
        double squares = 0;
        for (int component = 0; component < dimensions; component++) {
            double value = values[capsule * components + component];
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    static double rms(INDArray values) {
        return values.norm2Number().doubleValue() / Math.sqrt(values.length());
    }
}
