// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.capsnet.core.diagnosis.NetworkExamination;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.training.TrainingPlan;
import org.capsnet.routing.spi.NearestName;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.DataSet;

/** Examines the network of every cell of an experiment with the first batch that it would be trained on. */
public final class Doctor {

    private static final int MOST_IMAGES = 64;

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
        return new ExaminedCell(
                cell,
                examineUntrained(configuration, plan)
                        .orElseThrow(() -> new UserError("The batches of cell " + cell.name()
                                + " have 1 image, and an examination needs 2, to see whether they make a difference. Use"
                                + " --set training.batch-size=2 or more.")));
    }

    /**
     * Examines the network of a run as it is before training.
     *
     * @param plan of the run
     * @return nothing if its batches have one image only
     */
    public static Optional<NetworkExamination> examineUntrained(RunConfiguration configuration, TrainingPlan plan) {
        Iterator<DataSet> batches = batches(plan);
        if (!batches.hasNext()) {
            return Optional.empty();
        }
        MultiLayerNetwork network = new MultiLayerNetwork(CapsuleNetworks.configuration(
                configuration.network(), configuration.routing().routing()));
        network.init();
        try {
            return Optional.of(NetworkExamination.of(network, batches));
        } finally {
            network.close();
        }
    }

    /**
     * Measures a network that was trained with the batch it was examined with before, and concludes nothing.
     *
     * @param network its weights stay as they are, its gradient doesn't
     * @return nothing if its batches have one image only
     */
    public static Optional<NetworkExamination> measure(MultiLayerNetwork network, TrainingPlan plan) {
        Iterator<DataSet> batches = batches(plan);
        if (!batches.hasNext()) {
            return Optional.empty();
        }
        DataSet batch = batches.next();
        Collection<TrainingListener> listeners = network.getListeners();
        network.setListeners(List.of());
        try {
            return Optional.of(NetworkExamination.of(network, batch.getFeatures(), batch.getLabels(), 0));
        } finally {
            network.setListeners(listeners);
        }
    }

    /** Those of the training, up to the first of one image. */
    private static Iterator<DataSet> batches(TrainingPlan plan) {
        ImageSetIterator batches = plan.trainingBatches();
        return Stream.generate(() -> batches.hasNext() ? batches.next() : null)
                .takeWhile(batch -> batch != null && batch.numExamples() > 1)
                .map(Doctor::few)
                .iterator();
    }

    /** More images tell nothing new, and an examination shouldn't need more memory than the training. */
    private static DataSet few(DataSet batch) {
        return batch.numExamples() <= MOST_IMAGES ? batch : (DataSet) batch.getRange(0, MOST_IMAGES);
    }
}
