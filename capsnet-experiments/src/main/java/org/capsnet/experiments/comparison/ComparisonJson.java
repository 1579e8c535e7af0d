// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.List;
import java.util.OptionalDouble;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.runner.Json;
import org.capsnet.experiments.runner.RunState;
import org.capsnet.experiments.statistics.Estimate;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Comparisons for programs. Accuracies are shares, 0 to 1. */
public final class ComparisonJson {

    private ComparisonJson() {}

    /** An object over several lines. */
    public static String text(List<Comparison> comparisons) {
        ObjectNode root = Json.object();
        ArrayNode experiments = root.putArray("experiments");
        comparisons.forEach(comparison -> put(experiments.addObject(), comparison));
        return Json.text(root);
    }

    private static void put(ObjectNode node, Comparison comparison) {
        node.put("name", comparison.result().name());
        node.put("folder", comparison.result().path().toString());
        node.put("source", comparison.report().source());
        ArrayNode differences = node.putArray("differences");
        for (Comparison.Difference difference : comparison.differences()) {
            ObjectNode one = differences.addObject();
            one.put("setting", difference.setting());
            one.put("value", difference.is());
            one.put("in_file", difference.wanted());
        }
        node.put("other_data", comparison.otherData().isPresent());
        Verdict.of(comparison.cells())
                .ifPresentOrElse(verdict -> put(node.putObject("order"), verdict), () -> node.putNull("order"));
        ArrayNode cells = node.putArray("cells");
        comparison.cells().forEach(cell -> put(cells.addObject(), cell));
    }

    private static void put(ObjectNode node, Verdict verdict) {
        node.put("pairs", verdict.pairs());
        node.put("same", verdict.same());
        node.put("other", verdict.other());
        node.put("chance", verdict.chance());
        node.put("waiting", verdict.waiting());
        node.put("chance_in_source", verdict.chanceInSource());
    }

    private static void put(ObjectNode node, ComparedCell cell) {
        node.put("row", cell.row());
        node.put("column", cell.column().orElse(null));
        node.put("own", cell.own());
        node.put("data_set", cell.settings().get(RunConfiguration.DATA_SET));
        node.put("published_data_set", cell.publishedSet().orElse(null));
        put(node, "published_test_accuracy", cell.published());
        node.put("n", cell.accuracy().n());
        put(node, "test_accuracy_mean", cell.accuracy().mean());
        put(node, "test_accuracy_sd", cell.accuracy().deviation());
        put(
                node,
                "standard_error",
                cell.estimate()
                        .map(Estimate::standardError)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()));
        ObjectNode runs = node.putObject("runs");
        for (RunState state : RunState.values()) {
            if (!cell.runs(state).isEmpty()) {
                runs.put(state.toString(), cell.runs(state).size());
            }
        }
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        node.put(name, value.isPresent() ? value.getAsDouble() : null);
    }
}
