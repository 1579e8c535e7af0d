// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares the tape's gradients with (f(x + h) − f(x − h)) / 2h for every element of every input, in double. */
public final class CentralDifferences {

    private static final double H = 1e-6;
    private static final double TOLERANCE = 1e-7;

    private CentralDifferences() {}

    /** Checks the derivative of {@code function} by all inputs at once, against a random direction at its output. */
    public static void check(String what, Function<List<Tensor>, Tensor> function, INDArray... inputs) {
        Tape tape = Tape.recording();
        List<Tensor> variables = new ArrayList<>();
        for (INDArray input : inputs) {
            variables.add(tape.variable(input));
        }
        Tensor output = function.apply(variables);
        INDArray direction = Nd4j.randn(output.dataType(), output.shape());
        tape.backward(output, direction);
        for (int k = 0; k < inputs.length; k++) {
            INDArray numeric = numeric(function, inputs, k, direction);
            Golden.assertClose(what + ", gradient " + k, variables.get(k).gradient(), numeric, TOLERANCE);
        }
    }

    private static INDArray numeric(
            Function<List<Tensor>, Tensor> function, INDArray[] inputs, int k, INDArray direction) {
        INDArray x = inputs[k];
        INDArray gradient = Nd4j.create(x.dataType(), x.shape());
        for (long i = 0; i < x.length(); i++) {
            double original = x.getDouble(i);
            x.putScalar(i, original + H);
            double above = value(function, inputs, direction);
            x.putScalar(i, original - H);
            double below = value(function, inputs, direction);
            x.putScalar(i, original);
            gradient.putScalar(i, (above - below) / (2 * H));
        }
        return gradient;
    }

    private static double value(Function<List<Tensor>, Tensor> function, INDArray[] inputs, INDArray direction) {
        Tape tape = Tape.inference();
        List<Tensor> constants = new ArrayList<>();
        for (INDArray input : inputs) {
            constants.add(tape.constant(input));
        }
        return function.apply(constants).array().mul(direction).sumNumber().doubleValue();
    }
}
