// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.capsnet.core.tensor.Broadcast.Operation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A differentiable array of a {@link Tape}.
 *
 * <p>Operations compute at once and leave their operands unchanged. Two operands are broadcast as in NumPy: shapes are
 * aligned at the last axis and a size of 1 is repeated. An axis may be negative: −1 is the last. Each operation stands
 * beside its derivative in the source; all are checked by central differences and against PyTorch.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Tensor {

    private final Tape tape;
    private final long[] storedShape;
    private final DataType type;
    private final Double fill;
    private final Gradient gradient;
    private final Rows rows;
    private final Multiple multiple;
    private INDArray stored;

    Tensor(Tape tape, INDArray stored, boolean tracked) {
        this(
                tape,
                stored,
                stored.shape(),
                stored.dataType(),
                null,
                null,
                null,
                tracked ? Gradient.of(stored.dataType(), stored.shape()) : null);
    }

    Tensor(Tape tape, INDArray stored, Supplier<INDArray> gradientTarget) {
        this(tape, stored, stored.shape(), stored.dataType(), null, null, null, Gradient.into(gradientTarget));
    }

    Tensor(Tape tape, double fill, DataType type, long[] shape) {
        this(tape, null, Layout.reverse(shape), type, fill, null, null, null);
    }

    /** A tensor without gradient whose array is made only if somebody needs it as a whole. */
    Tensor(Tape tape, Rows rows, DataType type, long[] storedShape) {
        this(tape, null, storedShape, type, null, rows, null, null);
    }

    /** A multiple of another tensor whose array is made only if somebody needs it. */
    private Tensor(Multiple multiple) {
        this(
                multiple.of().tape,
                null,
                multiple.of().storedShape,
                multiple.of().type,
                null,
                null,
                multiple,
                multiple.of().passingGradient());
    }

    private Tensor(
            Tape tape,
            INDArray stored,
            long[] storedShape,
            DataType type,
            Double fill,
            Rows rows,
            Multiple multiple,
            Gradient gradient) {
        this.tape = tape;
        this.stored = stored;
        this.storedShape = storedShape.clone();
        this.type = type;
        this.fill = fill;
        this.rows = rows;
        this.multiple = multiple;
        this.gradient = gradient;
    }

    private record Multiple(Tensor of, double factor) {

        INDArray compute() {
            return of.stored().mul(factor);
        }
    }

    // ---------------------------------------------------------------------------------------------- what it holds

    /** {@return the sizes of the axes} */
    public long[] shape() {
        return Layout.reverse(storedShape);
    }

    /**
     * {@return the size of one axis}
     *
     * @param axis from 0, or from −1 downwards
     */
    public long size(int axis) {
        return storedShape[storedAxis(axis)];
    }

    /** {@return the number of axes} */
    public int rank() {
        return storedShape.length;
    }

    /** {@return the element type, the network's} */
    public DataType dataType() {
        return type;
    }

    /** {@return the values, as a view in F order} Must not be changed. */
    public INDArray array() {
        return Layout.named(stored());
    }

    /** {@return the values in an array of the caller's own, in F order} */
    public INDArray copy() {
        return Layout.named(stored().dup('c'));
    }

    /**
     * {@return the derivative of the loss by this tensor, after {@link Tape#backward}; zeros if no gradient reached it}
     *
     * @throws IllegalStateException if this isn't a variable or parameter of a recording tape
     */
    public INDArray gradient() {
        if (gradient == null || !gradient.isKept()) {
            throw new IllegalStateException("Only a variable of a recording tape has a gradient");
        }
        return Layout.named(gradient.array());
    }

    /** {@return the tape that this tensor belongs to, for making constants beside it} */
    public Tape tape() {
        return tape;
    }

    /** {@return the same values as a constant: no gradient flows back through it} */
    public Tensor detached() {
        return tracked() ? new Tensor(tape, stored(), false) : this;
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape()) + (fill != null ? " of " + fill : "");
    }

    // ---------------------------------------------------------------------------------------------- two operands

    /**
     * {@return the element-wise sum}
     *
     * @param other of a shape that fits by broadcasting
     */
    public Tensor plus(Tensor other) {
        if (tape == other.tape && type == other.type && Arrays.equals(other.storedShape, storedShape)) {
            if (other.isZero()) {
                return this;
            }
            if (isZero()) {
                return other;
            }
            if (!tracked() && !other.tracked() && (isLazy() || other.isLazy())) {
                return isLazy() ? other.plusRows(this) : plusRows(other);
            }
        }
        return binary(Operation.ADD, other, (dy, x, y, out) -> dy, (dy, x, y, out) -> dy);
    }

    private Tensor plusRows(Tensor lazy) {
        INDArray sum = Layout.create(type, storedShape);
        long length = sum.length() / sum.size(0);
        for (long index = 0; index < sum.size(0); index++) {
            INDArray row = Layout.vector(sum, index, length);
            lazy.rows.row(index, row);
            row.addi(Layout.vector(stored(), index, length));
        }
        return new Tensor(tape, sum, false);
    }

    /**
     * {@return the element-wise difference}
     *
     * @param other of a shape that fits by broadcasting
     */
    public Tensor minus(Tensor other) {
        return binary(Operation.SUBTRACT, other, (dy, x, y, out) -> dy, (dy, x, y, out) -> dy.neg());
    }

    /**
     * {@return the element-wise product}
     *
     * @param other of a shape that fits by broadcasting
     */
    public Tensor times(Tensor other) {
        return binary(
                Operation.MULTIPLY,
                other,
                (dy, x, y, out) -> Broadcast.apply(Operation.MULTIPLY, dy, y),
                (dy, x, y, out) -> Broadcast.apply(Operation.MULTIPLY, dy, x));
    }

    /**
     * {@return the element-wise quotient}
     *
     * @param other of a shape that fits by broadcasting
     */
    public Tensor dividedBy(Tensor other) {
        return binary(
                Operation.DIVIDE,
                other,
                (dy, x, y, out) -> Broadcast.apply(Operation.DIVIDE, dy, y),
                (dy, x, y, out) ->
                        Broadcast.apply(Operation.DIVIDE, dy.mul(out), y).negi());
    }

    // ---------------------------------------------------------------------------------------------- one operand

    /**
     * {@return every element times a number}
     *
     * @param factor the number
     */
    public Tensor times(double factor) {
        if (factor == 1) {
            return this;
        }
        if (fill != null) {
            return tape.filled(fill * factor, type, shape());
        }
        if (multiple != null) {
            return multiple.of().times(multiple.factor() * factor);
        }
        Tensor result = new Tensor(new Multiple(this, factor));
        result.recordDerivative(dy -> accumulate(dy.muli(factor)));
        return result;
    }

    /**
     * {@return every element plus a number}
     *
     * @param summand the number
     */
    public Tensor plus(double summand) {
        return unary(stored().add(summand), dy -> dy);
    }

    /** {@return −x} */
    public Tensor negated() {
        return times(-1);
    }

    /** {@return x²} */
    public Tensor squared() {
        return unary(stored().mul(stored()), dy -> dy.mul(stored).muli(2));
    }

    /** {@return √x; the derivative is infinite at 0} */
    public Tensor sqrt() {
        INDArray y = Transforms.sqrt(stored(), true);
        return unary(y, dy -> dy.div(y).muli(0.5));
    }

    /** {@return eˣ} */
    public Tensor exp() {
        INDArray y = Transforms.exp(stored(), true);
        return unary(y, dy -> dy.mul(y));
    }

    /** {@return the natural logarithm} */
    public Tensor log() {
        return unary(Transforms.log(stored(), true), dy -> dy.div(stored));
    }

    /** {@return 1 / (1 + e⁻ˣ)} */
    public Tensor sigmoid() {
        INDArray y = Transforms.sigmoid(stored(), true);
        return unary(y, dy -> y.rsub(1).muli(y).muli(dy));
    }

    /** {@return ln sigmoid(x), without overflow for large negative x} */
    public Tensor logSigmoid() {
        // min(x, 0) − ln(1 + e^−|x|); ND4J's softplus overflows.
        INDArray smallExponential =
                Transforms.exp(Transforms.abs(stored(), true).negi(), false);
        INDArray y =
                Transforms.min(stored(), 0, true).subi(Nd4j.getExecutioner().exec(new Log1p(smallExponential)));
        return unary(y, dy -> Transforms.exp(y, true).rsubi(1).muli(dy));
    }

    /** {@return max(x, 0)} */
    public Tensor relu() {
        return unary(Transforms.relu(stored(), true), dy -> dy.mul(stored.gt(0).castTo(type)));
    }

    // ---------------------------------------------------------------------------------------------- along an axis

    /**
     * {@return the sum over an axis, which stays with size 1}
     *
     * @param axis to sum over
     */
    public Tensor sum(int axis) {
        return unary(Reduce.sum(stored(), storedAxis(axis)), dy -> Broadcast.expand(dy, storedShape));
    }

    /**
     * {@return the mean over an axis, which stays with size 1}
     *
     * @param axis to average over
     */
    public Tensor mean(int axis) {
        return sum(axis).times(1.0 / size(axis));
    }

    /**
     * {@return the largest element along an axis, which stays with size 1} Where several are largest they share the gradient.
     *
     * @param axis to look along
     */
    public Tensor max(int axis) {
        INDArray y = Softmax.max(stored(), storedAxis(axis));
        return unary(y, dy -> {
            INDArray largest =
                    Broadcast.apply(Operation.SUBTRACT, stored, y).eq(0).castTo(type);
            INDArray count = Reduce.sum(largest, storedAxis(axis));
            return Broadcast.apply(Operation.MULTIPLY, largest, dy.div(count));
        });
    }

    /**
     * {@return eˣ / Σ eˣ along an axis}
     *
     * @param axis that the result sums to 1 over
     */
    public Tensor softmax(int axis) {
        if (fill != null) {
            return tape.filled(1.0 / size(axis), type, shape());
        }
        int along = storedAxis(axis);
        if (!tracked() && Softmax.hasLongRows(stored(), along)) {
            return new Tensor(tape, new Softmax.OfRows(stored()), type, storedShape);
        }
        INDArray y = Softmax.softmax(stored(), along);
        return unary(y, dy -> {
            INDArray weighted = dy.mul(y);
            INDArray mean = Reduce.sum(weighted, along);
            INDArray share = Broadcast.apply(Operation.MULTIPLY, y, mean);
            return weighted.subi(share);
        });
    }

    /**
     * {@return ln softmax along an axis, without underflow}
     *
     * @param axis that the softmax sums to 1 over
     */
    public Tensor logSoftmax(int axis) {
        int along = storedAxis(axis);
        INDArray y = Softmax.logSoftmax(stored(), along);
        return unary(y, dy -> {
            INDArray share = Transforms.exp(y, true);
            Broadcast.apply(Operation.MULTIPLY, share, Reduce.sum(dy, along), share);
            return dy.sub(share);
        });
    }

    /**
     * {@return the same elements with another axis of size 1}
     *
     * @param axis its position; −1 puts it last
     */
    public Tensor insertAxis(int axis) {
        int position = axis < 0 ? axis + rank() + 1 : axis;
        if (position < 0 || position > rank()) {
            throw new IllegalArgumentException("Can't insert axis " + axis + " into a tensor of rank " + rank());
        }
        long[] shape = shape();
        long[] longer = new long[shape.length + 1];
        System.arraycopy(shape, 0, longer, 0, position);
        longer[position] = 1;
        System.arraycopy(shape, position, longer, position + 1, shape.length - position);
        return view(longer);
    }

    /**
     * {@return the same elements without an axis of size 1}
     *
     * @param axis to leave out
     */
    public Tensor dropAxis(int axis) {
        int position = rank() - 1 - storedAxis(axis);
        if (size(position) != 1) {
            throw new IllegalArgumentException("Axis " + axis + " of " + this + " isn't of size 1");
        }
        long[] shape = shape();
        long[] shorter = new long[shape.length - 1];
        System.arraycopy(shape, 0, shorter, 0, position);
        System.arraycopy(shape, position + 1, shorter, position, shorter.length - position);
        return view(shorter);
    }

    /**
     * {@return the elements from a position up to but without another along an axis}
     *
     * @param axis to cut
     * @param from first position, from 0
     * @param to position after the last
     */
    public Tensor slice(int axis, long from, long to) {
        int along = storedAxis(axis);
        long size = storedShape[along];
        if (from < 0 || to > size || from >= to) {
            throw new IllegalArgumentException("Can't take " + from + " to " + to + " of axis " + axis + " of " + this);
        }
        INDArrayIndex[] range = NDArrayIndex.allFor(stored());
        range[along] = NDArrayIndex.interval(from, to);
        return unary(stored().get(range).dup('c'), dy -> {
            INDArray dx = Layout.create(type, storedShape).assign(0);
            dx.get(range).assign(dy);
            return dx;
        });
    }

    /**
     * {@return this tensor followed by another along an axis}
     *
     * @param axis to join along
     * @param other its other sizes are equal to this one's
     */
    public Tensor concat(int axis, Tensor other) {
        int along = storedAxis(axis);
        long[] expected = other.storedShape.clone();
        if (other.rank() == rank()) {
            expected[along] = storedShape[along];
        }
        if (!Arrays.equals(expected, storedShape)) {
            throw new IllegalArgumentException("Can't join " + this + " and " + other + " along axis " + axis);
        }
        long size = storedShape[along];
        INDArray joined = Nd4j.concat(along, stored(), other.stored());
        INDArrayIndex[] first = NDArrayIndex.allFor(joined);
        first[along] = NDArrayIndex.interval(0, size);
        INDArrayIndex[] second = NDArrayIndex.allFor(joined);
        second[along] = NDArrayIndex.interval(size, joined.size(along));
        return result(
                tape,
                joined,
                dy -> {
                    if (tracked()) {
                        accumulate(dy.get(first).dup('c'));
                    }
                    if (other.tracked()) {
                        other.accumulate(dy.get(second).dup('c'));
                    }
                },
                this,
                other);
    }

    // ---------------------------------------------------------------------------------------------- capsules

    /**
     * {@return every capsule shrunk to a length below 1 in its direction} |s|² / (1 + |s|²) · s / |s| (Sabour et al. 2017,
     * equation 1). A capsule is a row of the last axis. Value and gradient are 0 at the zero vector.
     */
    public Tensor squash() {
        return unary(Squash.apply(stored()), dy -> Squash.derivative(stored, dy));
    }

    /**
     * Feature maps [B, types · d, H, W] as capsules [B, types · H · W, d]: the d maps of a type, at one place, are a
     * capsule.
     *
     * @param dimension d
     * @return capsules, the one of a type at a place being number (type · H + row) · W + column
     */
    public Tensor capsulesOfMaps(int dimension) {
        if (rank() != 4 || size(1) % dimension != 0) {
            throw new IllegalArgumentException(
                    this + " isn't feature maps [B, types · " + dimension + ", H, W] of capsules");
        }
        long width = storedShape[0];
        long height = storedShape[1];
        long types = storedShape[2] / dimension;
        long batch = storedShape[3];
        INDArray capsules = Layout.view(stored(), width, height, types, dimension, batch)
                .permute(3, 2, 1, 0, 4)
                .dup('c');
        return unary(
                Layout.view(capsules, dimension, types * height * width, batch),
                dy -> Layout.view(
                        Layout.view(dy, dimension, types, height, width, batch)
                                .permute(3, 2, 1, 0, 4)
                                .dup('c'),
                        storedShape));
    }

    /** {@return the Euclidean length of every capsule, from [.., D] to [..]} The gradient is 0 at the zero vector. */
    public Tensor lengths() {
        INDArray length = Norm.lengths(stored());
        long[] withoutCapsuleAxis = Arrays.copyOfRange(storedShape, 1, storedShape.length);
        return unary(
                Layout.view(length, withoutCapsuleAxis),
                dy -> Broadcast.apply(
                        Operation.MULTIPLY,
                        stored,
                        Layout.view(dy, length.shape()).div(Norm.nonZero(length))));
    }

    /**
     * {@return (x − mean) / √(variance + ε) over the last axis, with the biased variance}
     *
     * @param epsilon ε, positive
     */
    public Tensor layerNorm(double epsilon) {
        Tensor centred = minus(mean(-1));
        Tensor deviation = centred.squared().mean(-1).plus(epsilon).sqrt();
        return centred.dividedBy(deviation);
    }

    // ---------------------------------------------------------------------------------------------- engine

    /** The values as they lie in memory, axes reversed. */
    INDArray stored() {
        if (stored == null) {
            if (multiple != null) {
                stored = multiple.compute();
            } else if (rows == null) {
                stored = Nd4j.valueArrayOf(storedShape, fill, type);
            } else {
                stored = Layout.create(type, storedShape);
                rows.all(matrix(stored));
            }
        }
        return stored;
    }

    /**
     * One row along the first stored axis, as a vector.
     *
     * @param room where to compute it if it isn't there yet
     */
    INDArray row(long index, INDArray room) {
        if (!isLazy()) {
            return Layout.vector(stored(), index, room.length());
        }
        rows.row(index, room);
        return room;
    }

    private boolean isLazy() {
        return stored == null && rows != null;
    }

    private static INDArray matrix(INDArray stored) {
        return Layout.view(stored, stored.size(0), stored.length() / stored.size(0));
    }

    boolean tracked() {
        return gradient != null;
    }

    /** The one value of all elements, or null when they differ or aren't known to be equal. */
    Double fill() {
        return fill;
    }

    /** Adds to the gradient a contribution that it may keep and change. */
    void accumulate(INDArray contribution) {
        gradient.add(contribution);
    }

    /** Adds to the gradient a contribution that belongs to somebody else. */
    void accumulateCopy(INDArray contribution) {
        gradient.addCopy(contribution);
    }

    /** Where matrix products may write their contribution to the gradient themselves; null when none is wanted. */
    Gradient.Slot gradientSlot() {
        return gradient == null ? null : gradient.slot();
    }

    void zeroGradientIfNone() {
        gradient.array();
    }

    /** A result of this tensor's tape, with the derivative to run when a gradient has reached it. */
    static Tensor result(Tape tape, INDArray stored, Derivative derivative, Tensor... inputs) {
        boolean needed = false;
        for (Tensor input : inputs) {
            if (input.tape != tape) {
                throw new IllegalArgumentException("The operands belong to different tapes");
            }
            needed |= input.tracked();
        }
        Gradient gradient = needed && tape.isRecording() ? Gradient.passing(stored.dataType(), stored.shape()) : null;
        Tensor result = new Tensor(tape, stored, stored.shape(), stored.dataType(), null, null, null, gradient);
        result.recordDerivative(derivative);
        return result;
    }

    private Gradient passingGradient() {
        return tracked() && tape.isRecording() ? Gradient.passing(type, storedShape) : null;
    }

    private void recordDerivative(Derivative derivative) {
        if (tracked()) {
            tape.record(() -> {
                if (!gradient.isEmpty()) {
                    derivative.apply(gradient.take());
                }
            });
        }
    }

    /** Sends the gradient of a result, in memory order, to the inputs. */
    interface Derivative {
        void apply(INDArray dy);
    }

    void requireShape(long... expected) {
        if (!Arrays.equals(shape(), expected)) {
            throw new IllegalArgumentException(
                    "Expected shape " + Arrays.toString(expected) + " but got " + Arrays.toString(shape()));
        }
    }

    private Tensor view(long[] shape) {
        if (fill != null) {
            return tape.filled(fill, type, shape);
        }
        return unary(Layout.view(stored(), Layout.reverse(shape)), dy -> Layout.view(dy, storedShape));
    }

    private Tensor unary(INDArray y, UnaryOperator<INDArray> derivative) {
        return result(tape, y, dy -> accumulate(derivative.apply(dy)), this);
    }

    /** Derivative of a binary operation by one operand, in the shape of the result. */
    private interface Partial {
        INDArray of(INDArray dy, INDArray x, INDArray y, INDArray out);
    }

    private Tensor binary(Operation operation, Tensor other, Partial byThis, Partial byOther) {
        long[] common = Broadcast.commonShape(storedShape, other.storedShape);
        if (common == null) {
            throw new IllegalArgumentException("Shapes " + Arrays.toString(shape()) + " and "
                    + Arrays.toString(other.shape()) + " can't be broadcast together");
        }
        INDArray x = Arrays.equals(common, storedShape) ? stored() : Broadcast.expand(stored(), common);
        INDArray y = other.stored();
        INDArray out = Broadcast.apply(operation, x, y);
        return result(
                tape,
                out,
                dy -> {
                    if (other.tracked()) {
                        INDArray contribution = byOther.of(dy, x, y, out);
                        INDArray summed = Broadcast.sumTo(contribution, other.storedShape);
                        if (tracked() && contribution == dy && summed.length() == dy.length()) {
                            // The other operand needs it too.
                            other.accumulateCopy(summed);
                        } else {
                            other.accumulate(summed);
                        }
                    }
                    if (tracked()) {
                        accumulate(Broadcast.sumTo(byThis.of(dy, x, y, out), storedShape));
                    }
                },
                this,
                other);
    }

    private boolean isZero() {
        return fill != null && fill == 0;
    }

    private int storedAxis(int axis) {
        int rank = rank();
        int positive = axis < 0 ? axis + rank : axis;
        if (positive < 0 || positive >= rank) {
            throw new IllegalArgumentException("Axis " + axis + " of a tensor of rank " + rank);
        }
        return rank - 1 - positive;
    }
}
