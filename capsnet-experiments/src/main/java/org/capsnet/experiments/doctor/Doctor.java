// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capsnet.core.diagnosis.NetworkExamination;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.training.TrainingPlan;
import org.capsnet.routing.spi.NearestName;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** Examines the network of every cell of an experiment with the first batch that it would be trained on. */
public final class Doctor {

    @Inject
    Doctor() {}

    /**
     * The cells to examine: each with its first seed.
     *
     * @param name the one to choose; with none, all
     * @throws UserError if there is none of that name
     */
    public List<Cell> cells(Experiment experiment, Optional<String> name) {
        Map<String, Cell> first = new LinkedHashMap<>();
        experiment.cells().forEach(cell -> first.putIfAbsent(cell.name(), cell));
        name.filter(wanted -> !first.containsKey(wanted)).ifPresent(wanted -> {
            throw new UserError(experiment.name() + " has no cell \"" + wanted + "\"."
                    + NearestName.suggestion(wanted, first.keySet()) + " It has " + String.join(", ", first.keySet())
                    + ".");
        });
        return name.map(wanted -> List.of(first.get(wanted))).orElseGet(() -> List.copyOf(first.values()));
    }

    /**
     * Examines one.
     *
     * @param folders where published sets lie
     * @throws UserError if its batches have one image only
     * @throws org.capsnet.datasets.DataFileException if the images aren't there or are broken
     */
    public ExaminedCell examine(Cell cell, DataSetFolders folders) {
        RunConfiguration configuration = cell.configuration();
        TrainingPlan plan = configuration.plan(configuration.data().read(folders));
        MultiLayerNetwork network = new MultiLayerNetwork(CapsuleNetworks.configuration(
                configuration.network(), configuration.routing().routing()));
        network.init();
        try {
            DataSet batch = plan.trainingBatches().next();
            if (batch.numExamples() < 2) {
                throw new UserError(
                        "The batches of cell " + cell.name() + " have 1 image, and an examination needs 2, to see"
                                + " whether they make a difference. Use --set training.batch-size=2 or more.");
            }
            return new ExaminedCell(cell, NetworkExamination.of(network, batch.getFeatures(), batch.getLabels()));
        } finally {
            network.close();
        }
    }
}
