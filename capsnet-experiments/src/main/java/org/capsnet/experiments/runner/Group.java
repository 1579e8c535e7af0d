// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.capsnet.experiments.statistics.Spread;
import org.capsnet.experiments.training.EpochResult;

/**
 * The runs that differ in their seeds alone.
 *
 * @param name of their cell
 * @param settings all of them but the seed
 * @param statuses of its runs
 */
record Group(String name, Map<String, String> settings, List<RunStatus> statuses) {

    /** In the order of the first run of each. */
    static List<Group> of(Map<StoredRun, RunStatus> runs) {
        Map<Map<String, String>, Group> groups = new LinkedHashMap<>();
        runs.forEach((run, status) -> groups.computeIfAbsent(
                        run.settings(), settings -> new Group(run.name(), settings, new ArrayList<>()))
                .statuses()
                .add(status));
        return List.copyOf(groups.values());
    }

    /** The spread over the runs that are done. */
    Spread last(ToDoubleFunction<EpochResult> value) {
        return Spread.of(statuses.stream()
                .flatMap(status -> status.last().stream())
                .map(value::applyAsDouble)
                .toList());
    }

    Spread validation() {
        return Spread.of(statuses.stream()
                .flatMap(status -> status.last().stream())
                .flatMap(epoch -> epoch.validationAccuracy().stream().boxed())
                .toList());
    }

    Spread seconds() {
        return Spread.of(statuses.stream()
                .filter(status -> status.state() == RunState.DONE)
                .map(RunStatus::seconds)
                .toList());
    }

    long unsuccessful() {
        return statuses.stream()
                .filter(status -> status.state().isUnsuccessful())
                .count();
    }

    long parameters() {
        return statuses.stream().mapToLong(RunStatus::parameters).max().orElse(0);
    }
}
