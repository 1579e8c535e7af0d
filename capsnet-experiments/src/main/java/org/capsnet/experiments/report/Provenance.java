// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.training.TrainingPlan;

/**
 * How results came about: all that is needed to get them again.
 *
 * @param command the command line
 * @param started when
 * @param seed decided initial weights and the order of images
 * @param epochs of every run
 * @param batchSize images of a step
 * @param routings the number of runs that were asked for
 * @param network the layers in one line
 * @param optimizer how the weights were changed
 * @param train the images for training
 * @param test the images for testing
 * @param machine where
 * @param software names and versions, one a line
 * @param warning why the figures mustn't be taken for results, if so
 */
public record Provenance(
        String command,
        OffsetDateTime started,
        long seed,
        int epochs,
        int batchSize,
        int routings,
        String network,
        String optimizer,
        ImagesDescription train,
        ImagesDescription test,
        Machine machine,
        List<String> software,
        Optional<String> warning) {

    /** Keeps a copy of the list. */
    public Provenance {
        software = List.copyOf(software);
    }

    /** Takes from a plan what it says. */
    public static Provenance of(
            TrainingPlan plan,
            int routings,
            String command,
            OffsetDateTime started,
            Machine machine,
            List<String> software,
            Optional<String> warning) {
        return new Provenance(
                command,
                started,
                plan.network().seed(),
                plan.epochs(),
                plan.batchSize(),
                routings,
                plan.network().summary(),
                "Adam, " + plan.network().learningRate(),
                ImagesDescription.of(plan.data().train()),
                ImagesDescription.of(plan.data().test()),
                machine,
                software,
                warning);
    }
}
