// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.em;

import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.loss.SpreadLoss;
import org.capsnet.core.loss.SpreadMarginSchedule;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.routing.testkit.ImageLearning;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** EM routing learns to tell clothes apart with either loss, from 5,000 images. */
@Tag("slow")
class EmLearningTests {

    private static final int EPOCHS = 3;
    private static final int BATCH = 50;

    private final TrainTestSplit images = FashionMnist.embedded();

    @Test
    void sevenTestImagesOfTenAreRecognisedWithMarginLoss() {
        verifyLearning(new MarginLoss());
    }

    @Test
    void sevenTestImagesOfTenAreRecognisedWithSpreadLoss() {
        int steps = EPOCHS * images.train().size() / BATCH;
        verifyLearning(new SpreadLoss(), new SpreadMarginSchedule(0.2, 0.9, steps));
    }

    private void verifyLearning(ILossFunction loss, TrainingListener... schedules) {
        ImageLearning.of(new EmRoutingPlugin().defaults())
                .primaryCapsules(4, 16)
                .loss(loss, schedules)
                .epochs(EPOCHS)
                .verify(
                        ImageSetIterator.over(images.train())
                                .batchSize(BATCH)
                                .shuffle(7)
                                .build(),
                        ImageSetIterator.over(images.test()).batchSize(100).build(),
                        0.7);
    }
}
