// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.self;

import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.routing.testkit.ImageLearning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two layers of self-routing learn to tell clothes apart, from 5,000 images. */
@Tag("slow")
class SelfRoutingLearningTests {

    @Test
    void sevenTestImagesOfTenAreRecognised() {
        TrainTestSplit images = FashionMnist.embedded();
        ImageLearning.of(new SelfRoutingPlugin().defaults())
                .primaryCapsules(8, 8)
                .hiddenCapsules(16)
                .epochs(3)
                .verify(
                        ImageSetIterator.over(images.train())
                                .batchSize(50)
                                .shuffle(1)
                                .build(),
                        ImageSetIterator.over(images.test()).batchSize(100).build(),
                        0.7);
    }
}
