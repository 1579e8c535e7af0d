// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.Transformation;
import org.capsnet.experiments.routings.RoutingNeeds.Reads;

/** What a routing needs, in words. */
final class NeedsText {

    private NeedsText() {}

    /** A line for each subject. */
    static Map<String, String> lines(RoutingNeeds needs) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("votes", votes(needs.traits().transformation()));
        lines.put(
                "array of votes",
                needs.traits().votesArray() ? "made: [B, I, J, D], for all examples B at once" : "never made");
        lines.put("activations below", read(needs.reads(), Reads::activations));
        lines.put("places below", read(needs.reads(), Reads::places));
        lines.put("order below", needs.traits().permutable() ? "makes no difference" : "makes a difference");
        lines.put(
                "couplings",
                switch (needs.traits().couplings()) {
                    case NONE -> "none";
                    case OUTPUTS ->
                        "of every input capsule sum to 1 over the output capsules, before a factor that options may give";
                    case FREE -> "some, which sum to nothing in particular";
                });
        lines.put(
                "activations",
                switch (needs.traits().activation()) {
                    case LENGTH -> "lengths of the output capsules, from 0 to 1";
                    case PROBABILITY -> "its own, each from 0 to 1";
                    case DISTRIBUTION -> "its own, which sum to 1 over the output capsules";
                });
        boolean none = needs.parameters().isEmpty();
        lines.put("own parameters", none ? "none, and no state" : "in a layer of " + layer(needs.example()));
        needs.parameters().forEach(parameter -> lines.put("  " + parameter.name(), parameter(parameter)));
        return lines;
    }

    private static String votes(Transformation transformation) {
        if (transformation instanceof Transformation.Matrices matrices) {
            int size = matrices.size();
            return "products of " + size + "x" + size + " pose matrices: capsules have dimension " + size * size
                    + ", below and in the layer";
        }
        return transformation instanceof Transformation.None
                ? "none: it works on the poses below"
                : "u_i W_ij with a matrix W_ij [d, D] for every two capsules";
    }

    private static String read(Optional<Reads> reads, Function<Reads, Boolean> what) {
        return reads.map(what).map(is -> is ? "read" : "not read").orElse("unknown, since it fails");
    }

    private static String layer(CapsuleShape shape) {
        return shape.inputs() + " capsules of dimension " + shape.inputDimension() + " below and " + shape.outputs()
                + " of dimension " + shape.outputDimension() + ":";
    }

    private static String parameter(RoutingParameter parameter) {
        String change =
                switch (parameter.kind()) {
                    case WEIGHT -> "trained, with weight decay";
                    case BIAS -> "trained";
                    case STATE -> "state, which it changes itself";
                };
        return parameter.shape() + "  " + change + "; starts " + start(parameter.initial());
    }

    private static String start(Initial initial) {
        return initial.deviation() == 0
                ? "at " + number(initial.mean())
                : "random, " + number(initial.mean()) + " ± " + number(initial.deviation());
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
