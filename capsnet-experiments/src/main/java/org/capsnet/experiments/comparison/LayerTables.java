// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.capsnet.experiments.doctor.ExaminationRecord;
import org.capsnet.experiments.doctor.LayerFigures;
import org.capsnet.experiments.document.Block;
import org.capsnet.experiments.document.Block.Column;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.runner.RunRecord;

/** What the networks' layers look like before and after training, and what the doctor says of it. */
final class LayerTables {

    private LayerTables() {}

    /** Of one run of each cell that has one which was examined; nothing if none was. */
    static List<Block> of(Comparison comparison) {
        List<List<String>> layers = new ArrayList<>();
        List<List<String>> findings = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ComparedCell cell : comparison.cells()) {
            Optional<List<ExaminationRecord>> examined = cell.runs().stream()
                    .map(RunRecord::examinations)
                    .filter(examinations -> !examinations.isEmpty())
                    .findFirst();
            examined.ifPresent(examinations -> {
                layers.addAll(rows(cell.label(), examinations));
                findings.add(List.of(
                        cell.label(),
                        examinations.get(0).findings().isEmpty()
                                ? "healthy"
                                : String.join(" ", examinations.get(0).findings())));
            });
            if (examined.isEmpty() && !cell.runs().isEmpty()) {
                missing.add(cell.label());
            }
        }
        if (layers.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>(List.of(
                new Table(
                        "What the doctor says of the networks before training, one of each cell",
                        List.of(Column.text("cell"), Column.longText("finding")),
                        findings),
                new Table(
                        "Every layer of one network of each cell, before the first step → after the last, on one"
                                + " batch of training images: mean length of capsules, share of dead and of"
                                + " saturated ones, entropy of couplings by that of equal ones, norm of the"
                                + " Jacobian towards the image, largest gradient of a weight. docs/doctor.md"
                                + " says more of each.",
                        List.of(
                                Column.text("cell"),
                                Column.text("layer"),
                                Column.text("capsules"),
                                Column.text("length"),
                                Column.text("dead"),
                                Column.text("saturated"),
                                Column.text("entropy"),
                                Column.text("Jacobian"),
                                Column.text("gradient")),
                        layers)));
        InsideFigures.notRecorded("Layers", missing).ifPresent(blocks::add);
        return blocks;
    }

    private static List<List<String>> rows(String label, List<ExaminationRecord> examinations) {
        Set<String> names = examinations.stream()
                .flatMap(examination -> examination.layers().stream())
                .map(LayerFigures::layer)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Map<String, LayerFigures>> stages = examinations.stream()
                .map(examination -> examination.layers().stream()
                        .collect(Collectors.toMap(LayerFigures::layer, layer -> layer, (one, other) -> one)))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            List<Optional<LayerFigures>> layer = stages.stream()
                    .map(stage -> Optional.ofNullable(stage.get(name)))
                    .toList();
            rows.add(List.of(
                    rows.isEmpty() ? label : "",
                    name,
                    capsules(layer.get(0)),
                    figures(layer, "length_mean", Numbers::significant),
                    figures(layer, "dead", Numbers::wholePercent),
                    figures(layer, "saturated", Numbers::wholePercent),
                    figures(layer, "entropy", value -> Numbers.decimals(value, 2)),
                    figures(layer, "jacobian", Numbers::significant),
                    figures(layer, "gradient_largest", Numbers::significant)));
        }
        return rows;
    }

    private static String capsules(Optional<LayerFigures> layer) {
        return layer.filter(figures -> figures.figure("capsules").isPresent())
                .map(figures -> String.format(
                        Locale.ROOT,
                        "%.0fx%.0f",
                        figures.figure("capsules").getAsDouble(),
                        figures.figure("dimensions").orElse(0)))
                .orElse("");
    }

    private static String figures(List<Optional<LayerFigures>> layer, String name, DoubleFunction<String> text) {
        return layer.stream()
                .map(figures -> figures.map(present -> present.figure(name)).orElse(OptionalDouble.empty()))
                .flatMap(figure -> figure.stream().mapToObj(text))
                .collect(Collectors.joining(" → "));
    }
}
