// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.capsnet.experiments.training.Checkpoint;
import org.capsnet.experiments.training.TrainingState;

/** The checkpoints of one run: the last, and the one before for the case that the last is damaged. */
final class Checkpoints {

    private static final String STATE = "training.json";
    private static final int KEPT = 2;

    private final Path folder;

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** Writes one, whole or not at all, and removes those that are no longer needed. */
    void write(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        String name =
                String.format(Locale.ROOT, "step-%08d.zip", checkpoint.state().steps());
        ModelFile.write(
                folder.resolve(name), checkpoint.network(), Map.of(STATE, TrainingStateJson.text(checkpoint.state())));
        List<Path> files = newestFirst();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.delete(old);
        }
    }

    /**
     * The last that isn't damaged.
     *
     * @param complaints is told of those that are
     */
    Optional<Checkpoint> latest(Consumer<String> complaints) throws IOException {
        for (Path file : newestFirst()) {
            TrainingState state;
            try {
                state = TrainingStateJson.parse(ModelFile.readChecked(file, STATE));
            } catch (IOException e) {
                complaints.accept("The checkpoint " + file + " is damaged (" + e.getMessage()
                        + "); going on from the one before it, or from the start.");
                continue;
            }
            return Optional.of(new Checkpoint(ModelFile.network(file), state));
        }
        return Optional.empty();
    }

    /** The steps that are kept, as far as the files' names tell; 0 if there is no checkpoint. */
    int steps() throws IOException {
        return newestFirst().stream()
                .findFirst()
                .map(file -> Integer.parseInt(file.getFileName().toString().replaceAll("\\D", "")))
                .orElse(0);
    }

    /** Removes all, and what a process that was killed has left. */
    void deleteAll() throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : list()) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>(list().stream()
                .filter(file -> file.getFileName().toString().matches("step-\\d+\\.zip"))
                .toList());
        files.sort(Comparator.comparing(Path::getFileName).reversed());
        return files;
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
