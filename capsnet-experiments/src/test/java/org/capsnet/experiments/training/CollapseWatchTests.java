// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.capsnet.core.diagnosis.Collapse;
import org.junit.jupiter.api.Test;

class CollapseWatchTests {

    private static final String FIRST = "collapsed at step 6: layer stage-2: all capsules dead (mean length 1.00e-05)";

    private final List<String> told = new ArrayList<>();
    private final CollapseWatch watch = new CollapseWatch(Optional.empty(), told::add);
    private final Collapse first = dead(6, "stage-2");
    private final Collapse second = dead(11, "stage-1");

    @Test
    void theFirstLayerIsNotedUntilAllHaveRecovered() {
        watch.collapsed(first);
        watch.collapsed(second);
        watch.recovered(first, 16);
        assertThat(watch.note()).map(CollapseNote::toString).hasValue(FIRST);

        watch.recovered(second, 21);

        assertThat(watch.note()).map(CollapseNote::toString).hasValue(FIRST + "; recovered at step 21");
        assertThat(told).containsExactly(FIRST, "layer stage-2 recovered at step 21");
    }

    @Test
    void whoeverRecoveredAndCollapsesAgainIsNotedAsCollapsed() {
        watch.collapsed(first);
        watch.recovered(first, 11);

        watch.collapsed(dead(31, "stage-2"));

        assertThat(watch.note())
                .map(CollapseNote::toString)
                .hasValue("collapsed at step 31: layer stage-2: all capsules dead (mean length 1.00e-05)");
        assertThat(told).hasSize(3);
    }

    @Test
    void whatWasNotedBeforeAPauseIsNotToldAgain() {
        watch.collapsed(first);
        CollapseWatch later = new CollapseWatch(watch.note(), told::add);

        later.recovered(first, 21);

        assertThat(later.note()).map(CollapseNote::toString).hasValue(FIRST + "; recovered at step 21");
        assertThat(told).containsExactly(FIRST, "layer stage-2 recovered at step 21");
    }

    private static Collapse dead(int step, String layer) {
        return new Collapse(step, layer, Collapse.Kind.DEAD, 1e-5);
    }
}
