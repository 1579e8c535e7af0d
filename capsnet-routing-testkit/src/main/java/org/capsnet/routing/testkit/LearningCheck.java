// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** A small network with the routing learns a small problem. */
final class LearningCheck implements Check {

    private static final int IMAGES = 96;
    private static final int STEPS = 200;
    private static final int STEPS_BETWEEN_TESTS = 10;
    private static final double WANTED = 0.95;

    @Override
    public String name() {
        return "learning";
    }

    @Override
    public boolean defaultsOnly() {
        return true;
    }

    @Override
    public List<Part> parts(Subject subject) {
        return List.of(new Part("bars, crosses and blobs", () -> verify(subject)));
    }

    private static void verify(Subject subject) {
        DataSet images = Drawings.of(IMAGES, 1);
        MultiLayerNetwork network = SmallNetwork.of(subject.routing(), subject.learningRate());
        double best = 0;
        for (int step = 1; step <= STEPS; step++) {
            network.fit(images);
            if (step % STEPS_BETWEEN_TESTS == 0) {
                best = Math.max(best, accuracy(network, images));
                if (best >= WANTED) {
                    return;
                }
            }
        }
        throw Finding.of(
                "a training accuracy of " + WANTED + " within " + STEPS + " steps on " + IMAGES + " images",
                best + " at best, with Adam's learning rate " + subject.learningRate(),
                "gain(), from which the layer's initialisation follows; whether outputs saturate at 0 or 1; the"
                        + " options of the plug-in's defaults(); or override learningRate()");
    }

    private static double accuracy(MultiLayerNetwork network, DataSet images) {
        int[] predicted = network.predict(images.getFeatures());
        int right = 0;
        for (int image = 0; image < predicted.length; image++) {
            if (predicted[image] == image % Drawings.CLASSES) {
                right++;
            }
        }
        return (double) right / predicted.length;
    }
}
