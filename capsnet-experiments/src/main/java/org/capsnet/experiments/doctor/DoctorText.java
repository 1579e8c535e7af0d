// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.capsnet.core.diagnosis.GradientFigures;
import org.capsnet.core.diagnosis.LayerExamination;
import org.capsnet.core.diagnosis.LengthFigures;
import org.capsnet.core.diagnosis.NetworkExamination;
import org.capsnet.core.diagnosis.TrialStep;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.report.TextTable;

/** An examination for people: a table of the layers, what some steps make of it, and the verdict. */
public final class DoctorText {

    private static final String NONE = "";

    private DoctorText() {}

    /** Lines, each with its end. */
    public static String of(ExaminedCell examined) {
        NetworkExamination examination = examined.examination();
        StringBuilder text = new StringBuilder();
        text.append(examined.cell().name())
                .append(": ")
                .append(examined.cell().configuration().fittingNetwork().summary())
                .append('\n')
                .append(table(examination.layers()))
                .append(trial(examination))
                .append('\n');
        SettingsWording wording = new SettingsWording(examined.cell().configuration());
        if (examined.isHealthy()) {
            text.append("Healthy: nothing was found that would keep it from training.");
            Remarks.of(examined).forEach(remark -> text.append(' ').append(remark));
            text.append('\n');
        }
        examination
                .findings()
                .forEach(finding -> text.append(finding.text(wording::of)).append('\n'));
        return text.toString();
    }

    private static TextTable table(List<LayerExamination> layers) {
        TextTable table = new TextTable()
                .text("layer")
                .text("capsules")
                .number("gain")
                .number("length")
                .number("dead")
                .number("saturated")
                .number("entropy")
                .number("largest")
                .number("Jacobian")
                .number("gradient")
                .number("update");
        for (LayerExamination layer : layers) {
            Optional<LengthFigures> lengths = layer.lengths();
            Optional<GradientFigures> gradient = layer.gradient();
            table.row(
                    layer.name(),
                    layer.capsules() == 0 ? NONE : layer.capsules() + "x" + layer.dimensions(),
                    layer.gain().isPresent() ? Numbers.significant(layer.gain().getAsDouble()) : NONE,
                    lengths.map(figures -> Numbers.significant(figures.mean()) + " ± "
                                    + Numbers.significant(figures.deviation()))
                            .orElse(NONE),
                    lengths.map(figures -> Numbers.wholePercent(figures.dead())).orElse(NONE),
                    lengths.map(figures -> Numbers.wholePercent(figures.saturated()))
                            .orElse(NONE),
                    layer.couplings()
                            .map(couplings -> Numbers.decimals(couplings.entropy(), 2))
                            .orElse(NONE),
                    layer.couplings()
                            .map(couplings -> Numbers.decimals(couplings.largest(), 2))
                            .orElse(NONE),
                    Numbers.significant(layer.jacobian()),
                    gradient.map(figures -> Numbers.power(figures.rms()) + " to " + Numbers.power(figures.largest()))
                            .orElse(NONE),
                    gradient.map(figures -> Numbers.power(figures.update())).orElse(NONE));
        }
        return table;
    }

    private static String trial(NetworkExamination examination) {
        List<TrialStep> trial = examination.trial();
        return String.format(
                Locale.ROOT,
                "Loss %s; after %d trial steps %s.",
                Numbers.decimals(examination.loss(), 4),
                trial.size(),
                Numbers.decimals(trial.get(trial.size() - 1).lossAfter(), 4));
    }
}
