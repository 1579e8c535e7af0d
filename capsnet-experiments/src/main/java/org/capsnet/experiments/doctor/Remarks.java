// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.capsnet.core.diagnosis.LayerExamination;
import org.capsnet.core.diagnosis.NetworkExamination;
import org.capsnet.core.layer.Initialization;
import org.capsnet.experiments.experiment.RunConfiguration;

/** What a reader of a healthy network's table would ask. */
final class Remarks {

    private static final double MANY = 0.5;

    /** The lowest stage of every bundled routing starts with 0.6 to 1.5 times the gain that it is calibrated for. */
    private static final double FAR = 2;

    private final RunConfiguration configuration;
    private final NetworkExamination examination;

    private Remarks(RunConfiguration configuration, NetworkExamination examination) {
        this.configuration = configuration;
        this.examination = examination;
    }

    /** Sentences. */
    static List<String> of(ExaminedCell examined) {
        Remarks remarks = new Remarks(examined.cell().configuration(), examined.examination());
        List<String> texts = new ArrayList<>();
        remarks.slowStart().ifPresent(texts::add);
        remarks.otherGain().ifPresent(texts::add);
        remarks.risingLoss().ifPresent(texts::add);
        return texts;
    }

    /** Why it may have dead capsules. */
    private Optional<String> slowStart() {
        List<String> dead = examination.layers().stream()
                .filter(layer ->
                        layer.lengths().filter(lengths -> lengths.dead() > MANY).isPresent())
                .map(LayerExamination::name)
                .toList();
        return dead.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Expect a slow start: " + String.join(", ", dead) + (dead.size() == 1 ? " starts" : " start")
                                + " dead, but a gradient reaches the weights, and a run is noted as collapsed until they"
                                + " recover.");
    }

    /** Why the gain may not be what the initialization says: of the lowest stage, whose inputs aren't of a routing's making. */
    private Optional<String> otherGain() {
        if (!(configuration.network().initialization() instanceof Initialization.Calibrated calibrated)) {
            return Optional.empty();
        }
        return examination.layers().stream()
                .filter(layer -> layer.gain().isPresent())
                .findFirst()
                .filter(layer -> Math.abs(Math.log(layer.gain().getAsDouble() / calibrated.g())) > Math.log(FAR))
                .map(layer -> String.format(
                        Locale.ROOT,
                        "%s starts with a gain of %.3g, calibrated for %.3g: what the routing %s declares as its gain() is"
                                + " %.2g times what it should be, and a comparison with others isn't fair.",
                        layer.name(),
                        layer.gain().getAsDouble(),
                        calibrated.g(),
                        configuration.routing().name(),
                        calibrated.g() / layer.gain().getAsDouble()));
    }

    private Optional<String> risingLoss() {
        double after = examination.trial().get(examination.trial().size() - 1).lossAfter();
        return after > examination.loss()
                ? Optional.of(
                        "The trial's steps raise the loss. Networks that train were seen to begin so, but if this one"
                                + " doesn't, try a lower training.learning-rate.")
                : Optional.empty();
    }
}
