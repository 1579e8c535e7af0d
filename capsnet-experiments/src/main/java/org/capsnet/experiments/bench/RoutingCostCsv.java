// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capsnet.experiments.report.Csv;

/** One row for every routing and size, with full precision. */
public final class RoutingCostCsv {

    private RoutingCostCsv() {}

    /** The content of the file; at least one cost. What wasn't measured is empty. */
    public static String text(List<RoutingCost> costs, int batch) {
        StringBuilder text = new StringBuilder();
        for (RoutingCost cost : costs) {
            Map<String, Object> fields = RoutingCostFields.of(cost, batch);
            if (text.isEmpty()) {
                text.append(Csv.row(List.copyOf(fields.keySet())));
            }
            List<Object> values = new ArrayList<>();
            fields.values().forEach(value -> values.add(value == null ? "" : value));
            text.append(Csv.row(values));
        }
        return text.toString();
    }
}
