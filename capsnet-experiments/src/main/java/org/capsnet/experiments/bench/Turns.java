// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.bench.RoutingCost.Figures;
import org.capsnet.experiments.routings.ExampleLayer;
import org.capsnet.experiments.training.NamedRouting;

/** The turns that one routing has at one size, until it fails. */
final class Turns {

    private static final long SEED = 1;
    private static final double GIBIBYTE = 1 << 30;

    private final NamedRouting routing;
    private final LayerSize size;
    private final int batch;
    private final List<Double> forward = new ArrayList<>();
    private final List<Double> step = new ArrayList<>();
    private CapsuleShape shape;
    private ExampleLayer layer;
    private long peakBytes;
    private Throwable failure;

    Turns(NamedRouting routing, LayerSize size, int batch) {
        this.routing = routing;
        this.size = size;
        this.batch = batch;
    }

    String name() {
        return routing.name();
    }

    /** Zero before {@link #meter}. */
    long peakBytes() {
        return peakBytes;
    }

    /** Does something unless the routing failed before. */
    void attempt(Runnable turn) {
        if (failure == null) {
            try {
                turn.run();
            } catch (RuntimeException | OutOfMemoryError e) {
                failure = e;
                layer = null;
            }
        }
    }

    /** The first turn: makes the layer and finds out how much memory a step takes. */
    void meter(PassWorkspace workspace) {
        shape = ExampleLayer.shape(routing.routing(), size.inputs(), size.outputs());
        ExampleLayer one = ExampleLayer.of(routing.routing(), shape, 1, SEED);
        requireEnough(workspace, one);
        layer = one.withBatch(batch);
        peakBytes = workspace.bytes(layer::step);
    }

    /** Systems end a program that takes too much, and with it the turns of all others. */
    private void requireEnough(PassWorkspace workspace, ExampleLayer one) {
        long bytesOfOne = workspace.bytes(one::step);
        long bytesOfAnother = workspace.bytes(one.withBatch(2)::step) - bytesOfOne;
        double needed = bytesOfOne + (batch - 1.0) * bytesOfAnother;
        double allowed = Pointer.maxBytes();
        if (allowed > 0 && needed > allowed) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "Its arrays would need %.1f GiB, but this program may take %.1f GiB. Choose a smaller --batch, or"
                            + " smaller --sizes.",
                    needed / GIBIBYTE,
                    allowed / GIBIBYTE));
        }
    }

    void warmUp(PassWorkspace workspace) {
        workspace.seconds(layer::forward);
        workspace.seconds(layer::step);
    }

    /** The first pass isn't timed: it pays for what the turn before, maybe a much larger one, left of caches and memory. */
    void measure(PassWorkspace workspace) {
        workspace.seconds(layer::forward);
        forward.add(workspace.seconds(layer::forward));
        step.add(workspace.seconds(layer::step));
    }

    RoutingCost cost(Turns reference) {
        if (failure != null) {
            return RoutingCost.failed(routing, size, failure);
        }
        Optional<Quartiles> relative =
                reference.failure == null ? Optional.of(Quartiles.of(ratios(reference))) : Optional.empty();
        return RoutingCost.measured(
                routing, size, new Figures(shape, Quartiles.of(forward), Quartiles.of(step), relative, peakBytes));
    }

    /** Round by round. */
    private List<Double> ratios(Turns reference) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < step.size(); round++) {
            ratios.add(step.get(round) / reference.step.get(round));
        }
        return ratios;
    }
}
