// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.capsnet.datasets.Sha256;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.doctor.ExaminationRecord;
import org.capsnet.experiments.files.AtomicFiles;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.report.Csv;
import org.capsnet.experiments.report.EpochsCsv;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.GradientRange;
import org.nd4j.shade.jackson.databind.JsonNode;

/** The folder of one run. It holds all that the run needs to be done, gone on with, or done again. */
final class RunFolder {

    static final String CONFIGURATION = "configuration.yaml";
    static final String MODEL = "model.zip";
    static final String EPOCHS = "epochs.csv";
    static final String STEPS = "steps.csv";
    static final String COUPLINGS = "couplings.csv";
    static final String EXAMINATIONS = "examinations.json";
    static final String PROVENANCE = "provenance.json";

    /** How the source differed from its commit, where an older program wrote it: of the last process that found it changed. */
    static final String CHANGES_OF_ALL = "git.diff";

    static final String LOG = "log.txt";
    private static final String STATUS = "status.json";
    private static final String CHECKPOINTS = "checkpoints";

    private final Path folder;

    RunFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Checkpoints checkpoints() {
        return new Checkpoints(folder.resolve(CHECKPOINTS));
    }

    /** Makes the folder with a configuration, if there is none. */
    void create(String configuration) throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(file(CONFIGURATION))) {
            write(CONFIGURATION, configuration);
        }
    }

    /** What the last process that worked on the run has written. */
    RunStatus status() {
        Path file = file(STATUS);
        if (!Files.exists(file)) {
            return RunStatus.PENDING;
        }
        try {
            return RunStatus.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** The same, but a run whose process was killed is interrupted. Not to be asked by the process that works on it. */
    RunStatus statusSeenFromOutside() {
        RunStatus status = status();
        try {
            return status.state() == RunState.RUNNING && !FolderLock.isTakenByOther(folder)
                    ? status.with(RunState.INTERRUPTED)
                    : status;
        } catch (IOException e) {
            throw new UserError("Can't read the folder " + folder + ": " + FileProblem.of(e) + ".", e);
        }
    }

    void write(RunStatus status) throws IOException {
        write(STATUS, status.json());
    }

    void write(String name, String text) throws IOException {
        AtomicFiles.replace(file(name), temporary -> Files.writeString(temporary, text));
    }

    void writeEpochs(List<EpochResult> epochs) throws IOException {
        write(EPOCHS, EpochsCsv.ofRun(epochs));
    }

    void writeSteps(List<Double> losses, List<GradientRange> gradients) throws IOException {
        StringBuilder text = new StringBuilder("step,train_loss,gradient_min,gradient_max\n");
        for (int step = 1; step <= losses.size(); step++) {
            GradientRange gradient = gradients.get(step - 1);
            text.append(Csv.row(List.of(step, losses.get(step - 1), gradient.min(), gradient.max())));
        }
        write(STEPS, text.toString());
    }

    /** What the network looked like before its first step and after its last; none if that wasn't recorded. */
    List<ExaminationRecord> examinations() {
        Path file = file(EXAMINATIONS);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<ExaminationRecord> examinations = new ArrayList<>();
            for (JsonNode node : Json.list(Json.parse(Files.readString(file)), "examinations")) {
                examinations.add(ExaminationRecord.read(node));
            }
            return examinations;
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** Removes what a process that was killed left behind. */
    void tidy() throws IOException {
        for (Path place : List.of(folder, folder.resolve(CHECKPOINTS))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    for (Path file : files.filter(RunFolder::isPart).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static boolean isPart(Path file) {
        return file.getFileName().toString().matches("\\..*\\.part");
    }

    /** The name of the file for a difference between source and commit, equal for equal ones; none if there is none. */
    static Optional<String> changes(String diff) {
        return diff.isEmpty()
                ? Optional.empty()
                : Optional.of("git-"
                        + Sha256.of(diff.getBytes(StandardCharsets.UTF_8)).substring(0, 12) + ".diff");
    }

    /** Removes all such files but some. */
    void deleteChangesBut(List<String> names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("git(-[0-9a-f]+)?\\.diff") && !names.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Forgets what was done, so that the run begins again. */
    void reset() throws IOException {
        checkpoints().deleteAll();
        for (String name : List.of(STATUS, EPOCHS, STEPS, COUPLINGS, EXAMINATIONS, PROVENANCE, MODEL, LOG)) {
            Files.deleteIfExists(file(name));
        }
        deleteChangesBut(List.of());
    }
}
