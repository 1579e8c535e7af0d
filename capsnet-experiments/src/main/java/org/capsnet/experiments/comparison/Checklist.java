// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.capsnet.experiments.document.Block.Column;
import org.capsnet.experiments.document.Block.Fact;
import org.capsnet.experiments.document.Block.Facts;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.runner.RunOrigin;
import org.capsnet.experiments.runner.RunRecord;

/** What a reader needs to get the results again, and to know what to think of them: filled in from what the runs noted. */
final class Checklist {

    private static final String UNKNOWN = "not recorded";
    private static final String ABSENT = "absent";
    private static final int SHORT_SUM = 8;

    private final Comparison comparison;
    private final List<RunRecord> runs;
    private final List<RunOrigin> origins;

    Checklist(Comparison comparison) {
        this.comparison = comparison;
        this.runs = comparison.result().records();
        this.origins = runs.stream().flatMap(run -> run.origin().stream()).toList();
    }

    Facts facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Command", each(origin -> Optional.of(sessions(origin, RunOrigin.Session::command)))));
        facts.add(new Fact("Source code", each(origin -> Optional.of(sessions(origin, Checklist::source)))));
        facts.add(new Fact("Jars", jars()));
        facts.add(new Fact("Runs", comparison.result().counts()));
        facts.add(new Fact(
                "Seeds",
                runs.stream().map(run -> String.valueOf(run.seed())).distinct().collect(Collectors.joining(", "))));
        facts.add(new Fact(
                "Error bars",
                "± is the sample standard deviation over seeds, with n - 1. With one seed, SE is the standard error of the"
                        + " accuracy on a test set of that size, √(p(1 - p)/images). By chance: within the 95 % confidence"
                        + " interval of the difference, after Welch; pairs share cells, so their count is no test."));
        Stream.of("train", "validation", "test")
                .forEach(part -> images(part).ifPresent(text -> facts.add(new Fact("Images: " + part, text))));
        facts.add(new Fact("Settings", "all in the table below; those that vary are marked"));
        facts.add(new Fact("Parameters", parameters()));
        facts.add(new Fact("Hardware", hardware()));
        facts.add(new Fact("Software", environment("software", "java", "system", "backend", "blas", "data_type")));
        facts.add(new Fact("Threads", environment("threads")));
        facts.add(new Fact(
                "Time",
                Numbers.duration(runs.stream()
                                .mapToDouble(run -> run.status().seconds())
                                .sum())
                        + " for all runs together, tests included"));
        facts.add(new Fact(
                "Deterministic",
                each(origin -> origin.deterministic().map(yes -> (yes ? "yes: " : "no: ") + origin.reason()))));
        return new Facts(facts);
    }

    /** In order, each once where several in a row have the same. */
    private static String sessions(RunOrigin origin, Function<RunOrigin.Session, String> value) {
        List<String> texts = new ArrayList<>();
        for (RunOrigin.Session session : origin.sessions()) {
            String text = value.apply(session);
            if (texts.isEmpty() || !texts.get(texts.size() - 1).equals(text)) {
                texts.add(text);
            }
        }
        return String.join(", then ", texts);
    }

    private static String source(RunOrigin.Session session) {
        return session.commit()
                .map(commit -> "commit " + commit
                        + session.changes()
                                .map(file -> ", changed: " + file + " beside the run")
                                .orElse(", unchanged"))
                .orElse("not from a git checkout");
    }

    /** The names of those that weren't the same for all runs, such as that of a plug-in that was changed in between. */
    List<String> changedJars() {
        return jarNames().stream()
                .filter(name -> origins.stream()
                                .map(origin -> origin.jars().getOrDefault(name, ABSENT))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private Set<String> jarNames() {
        Set<String> names = new TreeSet<>();
        origins.forEach(origin -> names.addAll(origin.jars().keySet()));
        return names;
    }

    private String jars() {
        Set<String> names = jarNames();
        if (names.isEmpty()) {
            return UNKNOWN;
        }
        List<String> changed = changedJars().stream()
                .map(name -> name + ": "
                        + each(origin -> Optional.of(origin.jars().getOrDefault(name, ABSENT))
                                .map(sum -> sum.substring(0, Math.min(SHORT_SUM, sum.length())))))
                .toList();
        return changed.isEmpty()
                ? "the same " + names.size() + " for all runs; SHA-256 in provenance.json beside each"
                : "not the same for all runs, which may not be comparable: " + String.join("; ", changed);
    }

    private Optional<String> images(String part) {
        String text = each(origin -> origin.images().stream()
                .filter(images -> images.part().equals(part))
                .map(images ->
                        images.set() + ", " + Numbers.count(images.count()) + " images, SHA-256 " + images.sha256())
                .findFirst());
        return part.equals("validation") && text.equals(UNKNOWN) ? Optional.of("none held out") : Optional.of(text);
    }

    private String parameters() {
        List<Long> counts = runs.stream()
                .map(run -> run.status().parameters())
                .filter(count -> count > 0)
                .distinct()
                .sorted()
                .toList();
        return counts.isEmpty()
                ? UNKNOWN
                : Numbers.count(counts.get(0))
                        + (counts.size() == 1 ? "" : " to " + Numbers.count(counts.get(counts.size() - 1)));
    }

    private String hardware() {
        String processors = environment("processor", "cores");
        return origins.stream().noneMatch(origin -> origin.environment().containsKey(RunOrigin.GPUS))
                ? processors
                : processors + "; gpus: "
                        + each(origin -> Optional.of(origin.environment().getOrDefault(RunOrigin.GPUS, "none noted")));
    }

    private String environment(String... names) {
        return Stream.of(names)
                .map(name -> name + ": "
                        + each(origin ->
                                Optional.ofNullable(origin.environment().get(name))))
                .collect(Collectors.joining("; "));
    }

    /** What all runs noted; where they differ, how many noted what. */
    private String each(Function<RunOrigin, Optional<String>> value) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        origins.forEach(origin -> value.apply(origin).ifPresent(text -> counts.merge(text, 1, Integer::sum)));
        if (counts.isEmpty()) {
            return UNKNOWN;
        }
        return counts.size() == 1
                ? counts.keySet().iterator().next()
                : counts.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + " (" + entry.getValue() + (entry.getValue() == 1 ? " run)" : " runs)"))
                        .collect(Collectors.joining("; "));
    }

    /** All settings of the runs, and those of the file where they are others. */
    Table settings() {
        Set<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(run.settings().keySet()));
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            Set<String> values = new LinkedHashSet<>();
            runs.forEach(run -> values.add(run.settings().getOrDefault(name, "none")));
            rows.add(List.of(
                    name,
                    (values.size() > 1 ? "varies: " : "") + String.join("; ", values),
                    comparison.differences().stream()
                            .filter(difference -> difference.setting().equals(name))
                            .map(Comparison.Difference::wanted)
                            .findFirst()
                            .orElse("")));
        }
        return new Table(
                "All settings of the runs, and those of the file as it stands where they differ for the same cell",
                List.of(Column.text("setting"), Column.longText("value"), Column.text("in the file")),
                rows);
    }
}
