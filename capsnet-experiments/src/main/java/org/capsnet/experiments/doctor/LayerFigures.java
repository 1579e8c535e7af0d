// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.capsnet.core.diagnosis.LayerExamination;

/**
 * What was measured of a layer, by names that stand in result files.
 *
 * @param layer its name
 * @param figures those that it has, by some of {@link #NAMES}; all finite
 */
public record LayerFigures(String layer, Map<String, Double> figures) {

    /** Of the columns of docs/doctor.md, in order. */
    public static final List<String> NAMES = List.of(
            "capsules",
            "dimensions",
            "gain",
            "length_mean",
            "length_deviation",
            "dead",
            "saturated",
            "entropy",
            "largest_coupling",
            "jacobian",
            "gradient_rms",
            "gradient_largest",
            "update");

    /** Keeps a copy of the figures. */
    public LayerFigures {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    static LayerFigures of(LayerExamination layer) {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (layer.capsules() > 0) {
            put(figures, "capsules", layer.capsules());
            put(figures, "dimensions", layer.dimensions());
        }
        layer.gain().ifPresent(gain -> put(figures, "gain", gain));
        layer.lengths().ifPresent(lengths -> {
            put(figures, "length_mean", lengths.mean());
            put(figures, "length_deviation", lengths.deviation());
            put(figures, "dead", lengths.dead());
            put(figures, "saturated", lengths.saturated());
        });
        layer.couplings().ifPresent(couplings -> {
            put(figures, "entropy", couplings.entropy());
            put(figures, "largest_coupling", couplings.largest());
        });
        put(figures, "jacobian", layer.jacobian());
        layer.gradient().ifPresent(gradient -> {
            put(figures, "gradient_rms", gradient.rms());
            put(figures, "gradient_largest", gradient.largest());
            put(figures, "update", gradient.update());
        });
        return new LayerFigures(layer.name(), figures);
    }

    private static void put(Map<String, Double> figures, String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, value);
        }
    }

    /** The figure of one of {@link #NAMES}, if the layer has it. */
    public OptionalDouble figure(String name) {
        Double value = figures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
