// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import java.util.stream.Stream;
import org.capsnet.core.routing.Routing;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.routing.testkit.ImageLearning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Either control learns to tell clothes apart, from 5,000 images. */
@Tag("slow")
class ControlsLearningTests {

    @ParameterizedTest
    @MethodSource("routings")
    void sevenTestImagesOfTenAreRecognised(Routing routing) {
        TrainTestSplit images = FashionMnist.embedded();
        ImageLearning.of(routing)
                .primaryCapsules(4, 16)
                .epochs(2)
                .verify(
                        ImageSetIterator.over(images.train())
                                .batchSize(50)
                                .shuffle(7)
                                .build(),
                        ImageSetIterator.over(images.test()).batchSize(100).build(),
                        0.7);
    }

    private static Stream<Routing> routings() {
        return Stream.of(new AverageRouting(), new MaxRouting());
    }
}
