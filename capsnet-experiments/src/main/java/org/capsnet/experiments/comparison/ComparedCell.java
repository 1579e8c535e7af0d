// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.runner.RunRecord;
import org.capsnet.experiments.runner.RunState;
import org.capsnet.experiments.statistics.Estimate;
import org.capsnet.experiments.statistics.Spread;
import org.capsnet.experiments.training.EpochResult;

/**
 * A cell of an experiment: what is published for it, and the runs that differ in their seeds alone.
 *
 * @param row the label of its row, or its name if it stands in none
 * @param column the label of its column, if it stands in one
 * @param own whether it is beside the grid of the file, so that nothing can be published for it
 * @param published its accuracy in the source, 0 to 1, if it has one
 * @param wanted its settings in the file as it stands; empty if the file has no such cell
 * @param runs in the order of the file; none if they aren't planned
 */
record ComparedCell(
        String row,
        Optional<String> column,
        boolean own,
        OptionalDouble published,
        SortedMap<String, String> wanted,
        List<RunRecord> runs) {

    ComparedCell {
        wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
        runs = List.copyOf(runs);
    }

    String label() {
        return column.map(name -> row + ", " + name).orElse(row);
    }

    List<RunRecord> runs(RunState state) {
        return runs.stream().filter(run -> run.status().state() == state).toList();
    }

    /** Over the runs that are done, 0 to 1. */
    Spread accuracy() {
        return Spread.of(runs.stream()
                .flatMap(run -> run.status().last().stream())
                .map(EpochResult::testAccuracy)
                .toList());
    }

    /** Nothing if no run is done. */
    Optional<Estimate> estimate() {
        Spread accuracy = accuracy();
        return accuracy.n() == 0 ? Optional.empty() : Optional.of(Estimate.of(accuracy, testImages(settings())));
    }

    /** What another test set of the source's size would change, taken for one run. */
    Optional<Estimate> publishedEstimate() {
        return published.isPresent()
                ? Optional.of(Estimate.ofShare(published.getAsDouble(), testImages(wanted)))
                : Optional.empty();
    }

    /** Of its runs but for the seed; those of the file if it has none. */
    SortedMap<String, String> settings() {
        return runs.isEmpty() ? wanted : runs.get(0).settings();
    }

    /** The data set that the published number is of. */
    Optional<String> publishedSet() {
        return published.isPresent() ? Optional.ofNullable(wanted.get(RunConfiguration.DATA_SET)) : Optional.empty();
    }

    /** Whether its runs are of another data set than the published number. */
    boolean isOfOtherData() {
        return !runs.isEmpty()
                && publishedSet()
                        .filter(set -> !set.equals(settings().get(RunConfiguration.DATA_SET)))
                        .isPresent();
    }

    private static long testImages(SortedMap<String, String> settings) {
        return Long.parseLong(settings.get(RunConfiguration.TEST_IMAGES));
    }
}
