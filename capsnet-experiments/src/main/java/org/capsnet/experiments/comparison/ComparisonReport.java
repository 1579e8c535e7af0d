// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.capsnet.experiments.document.Block;
import org.capsnet.experiments.document.Block.Column;
import org.capsnet.experiments.document.Block.Heading;
import org.capsnet.experiments.document.Block.Kind;
import org.capsnet.experiments.document.Block.Paragraph;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.document.Document;
import org.capsnet.experiments.document.Document.Section;
import org.capsnet.experiments.experiment.ReportFigure;
import org.capsnet.experiments.runner.RunRecord;
import org.capsnet.experiments.runner.RunState;

/** What is to be said and shown of comparisons. */
public final class ComparisonReport {

    private static final List<RunState> TO_COME = List.of(RunState.PENDING, RunState.RUNNING, RunState.INTERRUPTED);
    private static final List<RunState> LOST = List.of(RunState.FAILED, RunState.DIVERGED);

    /** More than these would keep the reader from the table. */
    private static final int MOST_NOTES = 6;

    private static final String NOTES = "Runs that collapsed";

    private ComparisonReport() {}

    /**
     * A report with a section for each.
     *
     * @param comparisons at least one
     */
    public static Document document(List<Comparison> comparisons) {
        List<Section> sections = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        for (Comparison comparison : comparisons) {
            String name = comparison.result().name().replaceAll("[^A-Za-z0-9]+", "-");
            int count = taken.merge(name, 1, Integer::sum);
            sections.add(section(count == 1 ? name : name + "-" + count, comparison));
        }
        return new Document(
                "Results of "
                        + comparisons.stream()
                                .map(comparison -> comparison.result().name())
                                .distinct()
                                .collect(Collectors.joining(", ")),
                comparisons.size() == 1 ? List.of() : List.of(overview(comparisons)),
                sections);
    }

    private static Table overview(List<Comparison> comparisons) {
        return new Table(
                "The experiments of this report",
                List.of(
                        Column.text("experiment"),
                        Column.text("folder"),
                        Column.longText("runs"),
                        Column.longText("order")),
                comparisons.stream()
                        .map(comparison -> List.of(
                                comparison.result().name(),
                                comparison.result().path().toString(),
                                comparison.result().counts(),
                                verdict(comparison).orElse("nothing to compare with")))
                        .toList());
    }

    private static Section section(String name, Comparison comparison) {
        List<Block> summary = new ArrayList<>();
        verdict(comparison).ifPresent(text -> summary.add(new Paragraph(Kind.VERDICT, text)));
        Checklist checklist = new Checklist(comparison);
        List<RunRecord> noted = noted(comparison);
        warnings(comparison, checklist, noted).forEach(text -> summary.add(new Paragraph(Kind.WARNING, text)));
        summary.add(new Paragraph(Kind.PLAIN, distance(comparison)));
        Verdict.of(comparison.cells()).ifPresent(verdict -> summary.add(new Paragraph(Kind.PLAIN, verdict.source())));
        if (!comparison.report().expected().isEmpty()) {
            summary.add(new Paragraph(
                    Kind.PLAIN,
                    "To be seen"
                            + (comparison.report().source().isEmpty()
                                    ? ""
                                    : " in " + comparison.report().source()) + ": "
                            + comparison.report().expected()));
        }
        summary.add(AccuracyTable.table(comparison));

        List<Block> details = new ArrayList<>();
        Optional<ReportFigure> wanted = comparison.report().figure();
        if (wanted.equals(Optional.of(ReportFigure.GRID))) {
            AccuracyTable.grid(name + "-grid", comparison).ifPresent(details::add);
        } else {
            AccuracyTable.figure(name + "-accuracies", comparison).ifPresent(details::add);
        }
        InsideFigures inside = new InsideFigures(name, comparison);
        List<Block> insides =
                switch (wanted.orElse(ReportFigure.GRID)) {
                    case GRADIENTS -> inside.gradients();
                    case COUPLINGS -> inside.couplings();
                    case GRID -> List.of();
                };
        if (!insides.isEmpty()) {
            details.add(new Heading("Inside the networks"));
            details.addAll(insides);
        }
        List<Block> layers = LayerTables.of(comparison);
        if (!layers.isEmpty()) {
            details.add(new Heading("Layer by layer"));
            details.addAll(layers);
        }
        details.add(new Heading("Training"));
        CurvePanels curves = new CurvePanels(name, comparison);
        details.add(curves.loss()
                .<Block>map(figure -> figure)
                .orElse(new Paragraph(Kind.PLAIN, "The loss of training steps is not recorded yet.")));
        details.add(curves.accuracy()
                .<Block>map(figure -> figure)
                .orElse(new Paragraph(
                        Kind.PLAIN,
                        "No run has two epochs yet: the table above has all there is to say of accuracy.")));
        if (noted.size() > MOST_NOTES) {
            details.add(new Heading(NOTES));
            details.add(notes(noted));
        }
        details.add(new Heading("How to get these figures again"));
        details.add(checklist.facts());
        details.add(checklist.settings());
        String description = comparison.file().description();
        return new Section(
                comparison.result().name() + (description.isEmpty() ? "" : ": " + description), summary, details);
    }

    /** Whether the order is the source's; nothing if nothing is published. */
    static Optional<String> verdict(Comparison comparison) {
        return Verdict.of(comparison.cells())
                .map(verdict -> comparison
                                .otherData()
                                .map(data -> "On " + data.is() + ", where the source has " + data.wanted() + ": ")
                                .orElse("")
                        + verdict);
    }

    private static List<String> warnings(Comparison comparison, Checklist checklist, List<RunRecord> noted) {
        List<RunRecord> runs = comparison.result().records();
        List<String> warnings = new ArrayList<>();
        comparison
                .otherData()
                .ifPresent(data -> warnings.add("The runs are of " + data.is() + ", but the published numbers of "
                        + data.wanted() + ": both are shown, and no differences are taken."));
        long toCome = count(runs, TO_COME);
        if (toCome > 0) {
            warnings.add(toCome + " of " + runs.size() + (toCome == 1 ? " runs is" : " runs are") + " missing: "
                    + RunState.counted(states(runs), TO_COME) + "." + goOn(runs));
        }
        long lost = count(runs, LOST);
        if (lost > 0) {
            warnings.add(lost + (lost == 1 ? " run is" : " runs are") + " left out of all means: "
                    + RunState.counted(states(runs), LOST) + ". "
                    + runs.stream()
                            .filter(run -> LOST.contains(run.status().state()))
                            .map(run ->
                                    run.title() + " " + run.status().problem().orElse(""))
                            .map(String::strip)
                            .collect(Collectors.joining(" ")));
        }
        List<String> changed = checklist.changedJars();
        if (!changed.isEmpty()) {
            warnings.add("The runs weren't all done with the same jars, and may not be comparable: "
                    + String.join(", ", changed) + ".");
        }
        if (noted.size() <= MOST_NOTES) {
            noted.forEach(
                    run -> warnings.add(run.title() + " " + run.status().note().orElseThrow()));
        } else {
            warnings.add(noted.size() + " of " + runs.size() + " runs collapsed, for some steps or for good: see “"
                    + NOTES + "” below");
        }
        return warnings;
    }

    /** The runs in which a layer collapsed. */
    private static List<RunRecord> noted(Comparison comparison) {
        return comparison.result().records().stream()
                .filter(run -> run.status().note().isPresent())
                .toList();
    }

    private static Table notes(List<RunRecord> noted) {
        return new Table(
                "Which layer collapsed first, and whether all recovered",
                List.of(Column.text("run"), Column.longText("collapse")),
                noted.stream()
                        .map(run -> List.of(run.title(), run.status().note().orElseThrow()))
                        .toList());
    }

    private static List<RunState> states(List<RunRecord> runs) {
        return runs.stream().map(run -> run.status().state()).toList();
    }

    private static long count(List<RunRecord> runs, List<RunState> wanted) {
        return states(runs).stream().filter(wanted::contains).count();
    }

    private static String goOn(List<RunRecord> runs) {
        return runs.stream()
                .flatMap(run -> run.origin().stream())
                .map(origin -> origin.lastSession().command())
                .findFirst()
                .map(command -> " Go on with: " + (command.contains(" --resume") ? command : command + " --resume"))
                .orElse("");
    }

    private static String distance(Comparison comparison) {
        List<String> parts = Stream.concat(
                        comparison.differences().stream().map(Object::toString),
                        Stream.of(unplanned(comparison)).filter(text -> !text.isEmpty()))
                .toList();
        return parts.isEmpty()
                ? "The runs are those of the file as it stands."
                : "Not the file as it stands: " + String.join("; ", parts) + ".";
    }

    private static String unplanned(Comparison comparison) {
        long count = comparison.cells().stream()
                .filter(cell -> cell.runs().isEmpty())
                .count();
        return count == 0 ? "" : count + (count == 1 ? " cell" : " cells") + " of the file not planned";
    }
}
