// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import java.util.List;
import java.util.Locale;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.loss.SpreadLoss;
import org.capsnet.core.loss.SpreadMarginSchedule;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** What is made small in training. */
public enum ClassLoss {
    /** The margin loss with its published margins 0.9 and 0.1. */
    MARGIN {
        @Override
        ILossFunction function() {
            return new MarginLoss();
        }

        @Override
        public List<TrainingListener> listeners(int steps) {
            return List.of();
        }
    },
    /** The spread loss, whose margin rises from 0.2 to 0.9 while the network trains. */
    SPREAD {
        @Override
        ILossFunction function() {
            return new SpreadLoss(FIRST_MARGIN);
        }

        @Override
        public List<TrainingListener> listeners(int steps) {
            return List.of(new SpreadMarginSchedule(FIRST_MARGIN, LAST_MARGIN, steps));
        }
    };

    private static final double FIRST_MARGIN = 0.2;
    private static final double LAST_MARGIN = 0.9;

    abstract ILossFunction function();

    /** What has to listen to a training of so many steps. */
    public abstract List<TrainingListener> listeners(int steps);

    /** As it is typed and shown: "margin". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
