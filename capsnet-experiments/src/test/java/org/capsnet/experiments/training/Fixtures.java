// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.network.LearningRate;
import org.capsnet.experiments.terminal.Terminal;

/** Runs that take a second. */
public final class Fixtures {

    private Fixtures() {}

    /** The squashed sum of the votes, times a factor; infinity makes the loss NaN. */
    public record ScaledSum(double factor) implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().times(factor).squash());
        }
    }

    /** 200 training and 50 test images of the embedded set. */
    public static TrainTestSplit data() {
        TrainTestSplit all = FashionMnist.embedded();
        return new TrainTestSplit(all.train().take(200), all.test().take(50));
    }

    /** Four steps an epoch, the last with 8 images. */
    public static TrainingPlan plan(int epochs) {
        TrainTestSplit data = data();
        CapsuleNetworkSpec network = CapsuleNetworkSpec.paper(data.train().shape(), 10, 7)
                .change()
                .convolutionMaps(4)
                .primary(2, 4)
                .stages(List.of(new CapsuleStage(10, 4)))
                .learningRate(new LearningRate(1e-2, 0.95, 2))
                .build();
        return new TrainingPlan(data, network, epochs, 64);
    }

    /** What was written to a terminal. */
    public static final class Screen {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final Terminal terminal;

        public Screen(boolean interactive) {
            terminal = new Terminal(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    interactive,
                    false);
        }

        public Terminal terminal() {
            return terminal;
        }

        public String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        public String err() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }
}
