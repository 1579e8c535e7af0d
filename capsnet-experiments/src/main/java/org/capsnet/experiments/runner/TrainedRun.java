// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.file.Path;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.files.FileProblem;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A run that is done and has kept its network.
 *
 * @param folder of the run
 * @param cell what was run
 */
public record TrainedRun(Path folder, Cell cell) {

    /**
     * Reads the network as it was after the last epoch.
     *
     * @throws UserError if its file can't be read
     */
    public MultiLayerNetwork network() {
        Path file = new RunFolder(folder).file(RunFolder.MODEL);
        try {
            return ModelFile.network(file);
        } catch (IOException | RuntimeException e) {
            String why = e instanceof IOException problem ? FileProblem.of(problem) : e.getMessage();
            throw new UserError("Can't read the network in " + file + ": " + why + ".", e);
        }
    }
}
