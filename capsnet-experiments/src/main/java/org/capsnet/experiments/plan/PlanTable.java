// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.report.TextTable;

/** The runs of an experiment for a terminal. */
public final class PlanTable {

    private static final double MINUTE = 60;
    private static final double GIBIBYTE = 1 << 30;

    private PlanTable() {}

    /**
     * A line for each run. Time and memory have columns if any run has a forecast.
     *
     * @param runs at least one
     */
    public static String of(List<PlannedRun> runs) {
        boolean forecast = runs.stream().anyMatch(run -> run.forecast().isPresent());
        List<String> settings = List.copyOf(runs.get(0).cell().differences().keySet());
        TextTable table = new TextTable().text("id").text("name");
        settings.forEach(path -> table.text(heading(path)));
        table.number("seed").number("parameters");
        if (forecast) {
            table.number("minutes").number("memory GiB");
        }
        for (PlannedRun run : runs) {
            List<String> row =
                    new ArrayList<>(List.of(run.cell().id(), run.cell().name()));
            row.addAll(run.cell().differences().values());
            row.add(String.valueOf(run.cell().configuration().seed()));
            row.add(String.format(Locale.ROOT, "%,d", run.parameters()));
            if (forecast) {
                row.addAll(run.forecast()
                        .map(expected -> List.of(
                                Numbers.decimals(expected.seconds() / MINUTE, 1),
                                Numbers.decimals(expected.bytes() / GIBIBYTE, 1)))
                        .orElse(List.of("", "")));
            }
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    /** {@code routing.name} is the routing, {@code network.stages} the stages. */
    private static String heading(String path) {
        String[] keys = path.split("\\.");
        return Stream.of(keys)
                .skip(keys.length - (keys[keys.length - 1].equals("name") ? 2 : 1))
                .findFirst()
                .orElse(path);
    }
}
