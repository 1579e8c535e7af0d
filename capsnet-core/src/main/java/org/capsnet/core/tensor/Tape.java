// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Remembers the operations of one forward pass so that {@link #backward} can run their derivatives in reverse.
 *
 * <p>Tensors are made here, as constants, variables or parameters; every operation on them is an ordinary method call
 * that computes at once. So a routing can print, branch and be stepped through with a debugger, and nobody writes a
 * gradient by hand. A tape serves one forward pass and one thread.
 *
 * <pre>{@code
 * Tape tape = Tape.recording();
 * Tensor x = tape.variable(Nd4j.rand(32, 10, 16));     // [B, J, D]
 * Tensor v = x.times(3).squash();
 * tape.backward(v, gradientAtV);
 * INDArray gradientAtX = x.gradient();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Tape {

    private final boolean recording;
    private final List<Runnable> derivatives = new ArrayList<>();
    private final List<Tensor> parameters = new ArrayList<>();
    private boolean finished;

    private Tape(boolean recording) {
        this.recording = recording;
    }

    /** {@return a tape for training: operations on variables and parameters are recorded} */
    public static Tape recording() {
        return new Tape(true);
    }

    /** {@return a tape for inference: nothing is recorded and nothing kept} */
    public static Tape inference() {
        return new Tape(false);
    }

    /**
     * {@return a tensor without gradient}
     *
     * @param values used as they are, without a copy where their layout permits
     */
    public Tensor constant(INDArray values) {
        return new Tensor(this, Layout.stored(values), false);
    }

    /**
     * {@return a tensor without gradient, from numbers as a routing works them out} For instance what it makes of the places
     * of its input capsules.
     *
     * @param values those of the last axis follow each other; copied
     * @param type of the elements, a floating-point one
     * @param shape sizes of the axes
     * @throws IllegalArgumentException if there are more or fewer values than the shape has room for
     */
    public Tensor constant(double[] values, DataType type, long... shape) {
        long room = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (values.length != room) {
            throw new IllegalArgumentException(
                    "A tensor of shape " + Arrays.toString(shape) + " can't have " + values.length + " values");
        }
        return constant(Nd4j.createFromArray(values).castTo(type).reshape('c', shape));
    }

    /**
     * {@return a tensor without gradient whose elements are all equal} It takes no memory until an operation needs its
     * elements: multiples and the softmax of it are again such tensors.
     *
     * @param value of every element
     * @param type of the elements, a floating-point one
     * @param shape sizes of the axes
     */
    public Tensor filled(double value, DataType type, long... shape) {
        return new Tensor(this, value, type, shape);
    }

    /**
     * {@return a tensor whose gradient is kept and given by {@link Tensor#gradient()} after {@link #backward}}
     *
     * @param values used as they are, without a copy where their layout permits
     */
    public Tensor variable(INDArray values) {
        return new Tensor(this, Layout.stored(values), recording);
    }

    /**
     * {@return a tensor whose gradient is written into an array of the caller's} For instance Deeplearning4j's gradient view.
     *
     * @param values the parameter; F order in memory, otherwise its gradient could not be written in place
     * @param gradient asked for the array at the first {@link #backward}, since Deeplearning4j sets its views after the
     *     first forward pass; same shape and order as {@code values}. It is overwritten, not added to, and set to
     *     zero when no gradient reaches the parameter.
     */
    public Tensor parameter(INDArray values, Supplier<INDArray> gradient) {
        INDArray stored = Layout.stored(values);
        if (!recording) {
            return new Tensor(this, stored, false);
        }
        Tensor parameter = new Tensor(this, stored, () -> Layout.storedInPlace(gradient.get()));
        parameters.add(parameter);
        return parameter;
    }

    /**
     * Runs the recorded derivatives from the last to the first.
     *
     * @param output of this tape, the tensor that {@code gradient} belongs to
     * @param gradient derivative of the loss by {@code output}, same shape; not changed
     * @throws IllegalArgumentException if the output belongs to another tape or the shapes differ; the tape is as it was
     * @throws IllegalStateException if this tape is for inference or has run backward already
     */
    public void backward(Tensor output, INDArray gradient) {
        backward(List.of(output), List.of(gradient));
    }

    /**
     * The same with an array that is given away: it may be kept and changed.
     *
     * @param output of this tape, the tensor that {@code gradient} belongs to
     * @param gradient derivative of the loss by {@code output}, same shape
     * @throws IllegalArgumentException if the output belongs to another tape or the shapes differ; the tape is as it was
     * @throws IllegalStateException if this tape is for inference or has run backward already
     */
    public void backwardConsuming(Tensor output, INDArray gradient) {
        begin(List.of(output), List.of(gradient));
        if (output.tracked()) {
            output.accumulate(Layout.stored(gradient));
        }
        runDerivatives();
    }

    /**
     * The same for several outputs at once; their gradients add up.
     *
     * @param outputs of this tape
     * @param gradients derivatives of the loss by each of them, of their shapes
     * @throws IllegalArgumentException if there aren't as many gradients as outputs, an output belongs to another tape, or
     *     shapes differ; the tape is as it was
     * @throws IllegalStateException if this tape is for inference or has run backward already
     */
    public void backward(List<Tensor> outputs, List<INDArray> gradients) {
        begin(outputs, gradients);
        for (int k = 0; k < outputs.size(); k++) {
            Tensor output = outputs.get(k);
            if (output.tracked()) {
                output.accumulateCopy(Layout.stored(gradients.get(k)));
            }
        }
        runDerivatives();
    }

    private void begin(List<Tensor> outputs, List<INDArray> gradients) {
        if (!recording) {
            throw new IllegalStateException("This tape is for inference and has recorded nothing");
        }
        if (finished) {
            throw new IllegalStateException("This tape has run backward already; it serves one forward pass");
        }
        if (outputs.size() != gradients.size()) {
            throw new IllegalArgumentException(
                    "There are " + outputs.size() + " outputs but " + gradients.size() + " gradients");
        }
        for (int k = 0; k < outputs.size(); k++) {
            Tensor output = outputs.get(k);
            if (output.tape() != this) {
                throw new IllegalArgumentException(output + " belongs to another tape, which has recorded how it was"
                        + " computed: call backward on its tape()");
            }
            if (!Arrays.equals(output.shape(), gradients.get(k).shape())) {
                throw new IllegalArgumentException("The gradient of " + output + " must have its shape but has "
                        + Arrays.toString(gradients.get(k).shape()));
            }
        }
        finished = true;
    }

    private void runDerivatives() {
        for (int k = derivatives.size() - 1; k >= 0; k--) {
            derivatives.get(k).run();
        }
        derivatives.clear();
        parameters.forEach(Tensor::zeroGradientIfNone);
    }

    boolean isRecording() {
        return recording;
    }

    void record(Runnable derivative) {
        derivatives.add(derivative);
    }
}
