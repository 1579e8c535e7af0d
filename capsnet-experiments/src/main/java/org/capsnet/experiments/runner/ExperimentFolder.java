// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.AtomicFiles;
import org.capsnet.experiments.files.FileProblem;

/** The folder of an experiment's results. All paths in it are relative, so that it may be moved. */
final class ExperimentFolder {

    private static final String PLAN = "experiment.json";
    private static final String FILE = "experiment.yaml";
    static final String RUNS = "runs";
    private static final int GUESSES = 3;

    private final Path folder;

    ExperimentFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    Path file() {
        return folder.resolve(FILE);
    }

    RunFolder run(String id) {
        return new RunFolder(folder.resolve(RUNS).resolve(id));
    }

    /** The plan, if an experiment was begun here. */
    Optional<StoredPlan> stored() {
        Path file = folder.resolve(PLAN);
        try {
            return Files.exists(file) ? Optional.of(StoredPlan.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** Why there is no plan here, and where there is one, in a sentence. */
    String whyNone() {
        String advice = ". Give a folder that capsnet run has written, such as results/NAME.";
        if (!Files.exists(folder)) {
            return "There is no folder " + folder + advice;
        }
        if (!Files.isDirectory(folder)) {
            return folder + " is a file" + advice;
        }
        List<String> inside = experimentsInside();
        if (inside.isEmpty()) {
            return "No experiment in " + folder + advice;
        }
        int last = inside.size() - 1;
        return "No experiment in " + folder + "; did you mean "
                + (last == 0 ? "" : String.join(", ", inside.subList(0, last)) + " or ") + inside.get(last) + "?";
    }

    private List<String> experimentsInside() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.exists(file.resolve(PLAN)))
                    .sorted()
                    .limit(GUESSES)
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UserError("Can't read the folder " + folder + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /**
     * The plan, if an experiment was begun here.
     *
     * @throws UserError if the folder has something else in it
     */
    Optional<StoredPlan> plan() {
        Optional<StoredPlan> plan = stored();
        if (plan.isPresent()) {
            return plan;
        }
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    if (files.anyMatch(other -> !other.getFileName().toString().startsWith("."))) {
                        throw new UserError("The folder " + folder
                                + " has files in it that are no experiment's. Choose another with --out.");
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UserError("Can't read the folder " + folder + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** Keeps the plan, and the file that it came from for people to read. */
    void write(StoredPlan plan, String file) throws IOException {
        write(FILE, file);
        write(PLAN, plan.json());
    }

    void write(String name, String text) throws IOException {
        AtomicFiles.replace(folder.resolve(name), temporary -> Files.writeString(temporary, text));
    }
}
