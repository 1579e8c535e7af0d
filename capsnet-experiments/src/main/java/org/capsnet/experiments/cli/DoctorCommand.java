// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.experiments.doctor.Doctor;
import org.capsnet.experiments.doctor.DoctorJson;
import org.capsnet.experiments.doctor.DoctorText;
import org.capsnet.experiments.doctor.ExaminedCell;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capsnet doctor}: why a network won't train, before it is trained. */
@Command(
        name = "doctor",
        header = {
            "Tell why the networks of an experiment file won't train, and what to do, before training them.",
            "",
            "Examples:",
            "  capsnet doctor experiments/table4.yaml --profile smoke",
            "  capsnet doctor FILE --set network.initialization.g=3 --cell NAME",
            "  capsnet doctor FILE --json | jq '.[] | select(.healthy | not) | .cell'",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "Takes the time of about fifteen training steps for each cell, thirty with eight layers; each with its",
            "first seed. What the columns mean and what is known of each finding: docs/doctor.md. Nothing is written.",
            "Exit: 0 nothing was found, 1 something was found, 2 something to put right in the file.",
        })
final class DoctorCommand implements Callable<Integer> {

    private static final int HEALTHY = 0;
    private static final int FOUND = 1;

    @Mixin
    private ExperimentOptions options;

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            description = "Examine this cell alone; capsnet plan FILE lists them. Default: all.")
    private Optional<String> cell = Optional.empty();

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "Print a JSON array, one object for each cell.")
    private boolean json;

    private final Provider<ExperimentReader> reader;
    private final Doctor doctor;
    private final DataSetFolders folders;
    private final Terminal terminal;

    @Inject
    DoctorCommand(Provider<ExperimentReader> reader, Doctor doctor, DataSetFolders folders, Terminal terminal) {
        this.reader = reader;
        this.doctor = doctor;
        this.folders = folders;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Experiment experiment = options.read(reader.get());
        List<Cell> cells = doctor.cells(experiment, cell);
        DataSetFolders found = data.folders(folders);
        List<ExaminedCell> examined = new ArrayList<>();
        for (Cell each : cells) {
            ExaminedCell result = doctor.examine(each, found);
            examined.add(result);
            if (!json) {
                terminal.out().print((examined.size() == 1 ? "" : "\n") + DoctorText.of(result));
                terminal.out().flush();
            }
        }
        if (json) {
            terminal.out().println(DoctorJson.of(examined));
            terminal.out().flush();
        }
        long healthy = examined.stream().filter(ExaminedCell::isHealthy).count();
        terminal.note(healthy + " of " + examined.size() + (examined.size() == 1 ? " cell is" : " cells are")
                + " healthy. Nothing was trained.");
        return healthy == examined.size() ? HEALTHY : FOUND;
    }
}
