// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.capsnet.core.testing.Golden;
import org.junit.jupiter.api.Test;

/** Every contraction of votes gives the value and gradients that PyTorch finds on the array of votes. */
class VotesGoldenTests {

    @Test
    void sum() {
        check("sum", List.of(), (votes, extra) -> votes.sum());
    }

    @Test
    void weightedSum() {
        check("weighted-sum", List.of("c"), (votes, extra) -> votes.weightedSum(extra.get("c")));
    }

    @Test
    void agreement() {
        check("agreement", List.of("v"), (votes, extra) -> votes.agreement(extra.get("v")));
    }

    @Test
    void movedSum() {
        check(
                "plus-sum",
                List.of("o"),
                (votes, extra) -> votes.plus(extra.get("o")).sum());
    }

    @Test
    void movedWeightedSum() {
        check(
                "plus-weighted-sum",
                List.of("o", "c"),
                (votes, extra) -> votes.plus(extra.get("o")).weightedSum(extra.get("c")));
    }

    @Test
    void movedAgreement() {
        check(
                "plus-agreement",
                List.of("o", "v"),
                (votes, extra) -> votes.plus(extra.get("o")).agreement(extra.get("v")));
    }

    @Test
    void array() {
        check("tensor", List.of(), (votes, extra) -> votes.tensor());
    }

    private static void check(
            String name, List<String> extras, BiFunction<Votes, Map<String, Tensor>, Tensor> contraction) {
        Golden golden = Golden.of("votes/" + name);
        Tape tape = Tape.recording();
        Tensor u = tape.variable(golden.get("u"));
        Tensor w = tape.variable(golden.get("W").permute(0, 2, 3, 1)); // [I, J, d, D] to [I, d, D, J]
        Map<String, Tensor> extra = new LinkedHashMap<>();
        extras.forEach(key -> extra.put(key, tape.variable(golden.get(key))));

        Tensor out = contraction.apply(Votes.of(u, w), extra);

        golden.assertEquals("out", out.array());
        tape.backward(out, golden.get("dout"));
        golden.assertEquals("du", u.gradient());
        golden.assertEquals("dW", w.gradient().permute(0, 3, 1, 2));
        extra.forEach((key, tensor) -> golden.assertEquals("d" + key, tensor.gradient()));
    }
}
