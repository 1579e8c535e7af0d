// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.experiments.bench.RoutingCost.Figures;

/** A cost with full precision, by the names that files and programs know. */
final class RoutingCostFields {

    private RoutingCostFields() {}

    /** Texts and numbers in order; null where there is none. Times are in seconds, lower and upper are quartiles. */
    static Map<String, Object> of(RoutingCost cost, int batch) {
        Optional<Figures> figures = cost.figures();
        Optional<CapsuleShape> shape = figures.map(Figures::shape);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("routing", cost.routing().name());
        fields.put("options", cost.routing().options());
        fields.put("inputs", cost.size().inputs());
        fields.put("input_dimension", shape.map(CapsuleShape::inputDimension).orElse(null));
        fields.put("outputs", cost.size().outputs());
        fields.put("output_dimension", shape.map(CapsuleShape::outputDimension).orElse(null));
        fields.put("batch_size", batch);
        put(fields, "forward_seconds", figures.map(Figures::forward));
        put(fields, "step_seconds", figures.map(Figures::step));
        put(fields, "relative_step", figures.flatMap(Figures::relative));
        fields.put("peak_bytes", figures.map(Figures::peakBytes).orElse(null));
        fields.put("status", figures.isPresent() ? "done" : "failed");
        fields.put("problem", cost.problem().orElse(null));
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Optional<Quartiles> quartiles) {
        fields.put(name, quartiles.map(Quartiles::median).orElse(null));
        fields.put(name + "_lower", quartiles.map(Quartiles::lower).orElse(null));
        fields.put(name + "_upper", quartiles.map(Quartiles::upper).orElse(null));
    }
}
