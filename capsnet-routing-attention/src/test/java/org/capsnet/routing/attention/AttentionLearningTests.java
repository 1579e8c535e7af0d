// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import java.util.stream.Stream;
import org.capsnet.core.routing.Routing;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.routing.testkit.ImageLearning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Either routing learns to tell clothes apart, from 5,000 images. */
@Tag("slow")
class AttentionLearningTests {

    @ParameterizedTest
    @MethodSource("routings")
    void sevenTestImagesOfTenAreRecognised(Routing routing) {
        TrainTestSplit images = FashionMnist.embedded();
        ImageLearning.of(routing)
                .primaryCapsules(8, 8)
                .epochs(3)
                .verify(
                        ImageSetIterator.over(images.train())
                                .batchSize(50)
                                .shuffle(1)
                                .build(),
                        ImageSetIterator.over(images.test()).batchSize(100).build(),
                        0.7);
    }

    private static Stream<Routing> routings() {
        return Stream.of(new InvertedAttentionRoutingPlugin().defaults(), new SelfAttentionRoutingPlugin().defaults());
    }
}
