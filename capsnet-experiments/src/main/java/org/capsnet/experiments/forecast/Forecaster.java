// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import com.sun.management.OperatingSystemMXBean;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.training.NamedRouting;

/**
 * Tells what a network will need before it runs.
 *
 * <p>Parameters, gradients and the optimiser's memory follow from the sizes. What a routing needs nobody can know without
 * running it, so that it is run: for some training steps with small batches of noise. Memory grows in a line with the
 * batch as long as all layers compute in the same way, so two sizes tell of the others. The larger of them is at most twice
 * the smallest for which that holds, or {@value #LARGE_ENOUGH}. Time doesn't grow in a line, since large batches leave the
 * caches: it is measured with the batch itself where that fits into memory, and told by the line where it doesn't.
 */
public final class Forecaster {

    /** Batches below are too small for the time of one image to show. */
    private static final int LARGE_ENOUGH = 16;

    private final LongSupplier clock;
    private final LongSupplier processBytes;
    private final LongSupplier freeBytes;

    @Inject
    Forecaster() {
        this(System::nanoTime, Forecaster::processMemory, Forecaster::freeMemory);
    }

    /**
     * With other instruments.
     *
     * @param clock tells nanoseconds
     * @param processBytes tells how much memory this process has, or will have without a network
     * @param freeBytes tells how much more it may have
     */
    Forecaster(LongSupplier clock, LongSupplier processBytes, LongSupplier freeBytes) {
        this.clock = clock;
        this.processBytes = processBytes;
        this.freeBytes = freeBytes;
    }

    private static long freeMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
    }

    /** What isn't swapped out, and what Java has reserved for objects, which it fills before it tidies up. */
    private static long processMemory() {
        return Pointer.physicalBytes() + Runtime.getRuntime().freeMemory();
    }

    /**
     * The forecast for a batch as a whole. Takes seconds, and the memory of the network with a small batch.
     *
     * @param batchSize images of a training step, at least 1
     * @throws org.capsnet.core.routing.RoutingFailure if the routing fails
     */
    public Forecast forecast(NamedRouting routing, CapsuleNetworkSpec network, int batchSize) {
        NetworkSizes sizes = new NetworkSizes(network, routing);
        try (DryRun run = new DryRun(sizes, clock, processBytes)) {
            int from = sizes.smallestBatchLike(batchSize);
            int large = Math.min(batchSize, Math.max(2 * from, LARGE_ENOUGH));
            int small = Math.max(from, large / 2);
            CostLine line = new CostLine(run.measure(small), run.measure(large));
            return timed(run, forecast(routing, sizes, line, batchSize, batchSize));
        }
    }

    /**
     * The forecast for a batch that is split, if need be, into parts that fit into memory: as few as can be.
     *
     * @param batchSize images of a training step, at least 1
     * @param memory what the process may have
     * @throws UserError if not even one image fits; the message names the layer that needs the most
     * @throws org.capsnet.core.routing.RoutingFailure if the routing fails
     */
    public Forecast forecast(NamedRouting routing, CapsuleNetworkSpec network, int batchSize, MemorySize memory) {
        NetworkSizes sizes = new NetworkSizes(network, routing);
        long program = processBytes.getAsLong();
        requireRoom(routing, layers(sizes, List.of(), 1), sizes.trainedBytes() + program, program, memory);
        Forecast best = null;
        try (DryRun run = new DryRun(sizes, clock, processBytes)) {
            Deque<Integer> starts = startsOfEqualWays(sizes, batchSize);
            while (!starts.isEmpty()) {
                int from = starts.pop();
                int to = starts.isEmpty() ? batchSize : starts.peek() - 1;
                CostLine line = line(run, from, to, sizes, memory);
                if (best == null) {
                    Forecast one = forecast(routing, sizes, line, batchSize, 1);
                    requireRoom(
                            routing,
                            one.layers(),
                            one.memory().total().bytes(),
                            one.memory().program(),
                            memory);
                }
                Optional<Forecast> largest = IntStream.iterate(to, part -> part >= from, part -> part - 1)
                        .mapToObj(part -> forecast(routing, sizes, line, batchSize, part))
                        .filter(forecast -> fits(forecast, memory))
                        .findFirst();
                if (largest.isEmpty()) {
                    break;
                }
                best = largest.get();
                if (best.microBatch() < to) {
                    break;
                }
            }
            return timed(run, best);
        }
    }

    /** The forecast with the time that its parts take here and now, if they fit. */
    private Forecast timed(DryRun run, Forecast forecast) {
        if (forecast.memory().total().bytes() > freeBytes.getAsLong()) {
            return forecast;
        }
        double seconds = run.measure(forecast.microBatch()).seconds();
        return forecast.taking(seconds * forecast.batchSize() / forecast.microBatch());
    }

    /** The batch sizes, from 1 up, at which some layer begins to compute in another way. */
    private static Deque<Integer> startsOfEqualWays(NetworkSizes sizes, int batchSize) {
        Deque<Integer> starts = new ArrayDeque<>();
        for (int last = batchSize; last > 0; last = starts.peek() - 1) {
            starts.push(sizes.smallestBatchLike(last));
        }
        return starts;
    }

    private static CostLine line(DryRun run, int from, int to, NetworkSizes sizes, MemorySize memory) {
        Measurement small = run.measure(from);
        long room = memory.bytes() - sizes.trainedBytes() - small.programBytes();
        long most = Math.max(0, room) * from / Math.max(1, small.bytes());
        int large = (int) Math.min(Math.min(to, most), Math.max(2 * from, LARGE_ENOUGH));
        return new CostLine(small, large > from ? run.measure(large) : small);
    }

    private static Forecast forecast(
            NamedRouting routing, NetworkSizes sizes, CostLine line, int batchSize, int microBatch) {
        int copies = microBatch < batchSize ? 2 : 1;
        int rest = batchSize % microBatch;
        return new Forecast(
                routing,
                batchSize,
                microBatch,
                layers(sizes, line.layerBytes(microBatch), copies),
                new MemoryForecast(
                        sizes.parameterBytes(),
                        copies * sizes.parameterBytes(),
                        sizes.updaterBytes(),
                        sizes.imageBytes(batchSize),
                        line.bytes(microBatch),
                        line.large().programBytes()),
                batchSize / microBatch * line.seconds(microBatch) + (rest > 0 ? line.seconds(rest) : 0));
    }

    private static List<LayerForecast> layers(NetworkSizes sizes, List<Long> kept, int gradientCopies) {
        List<String> names = sizes.names();
        return IntStream.range(0, names.size())
                .mapToObj(layer -> new LayerForecast(
                        names.get(layer),
                        sizes.parameters(layer),
                        sizes.trainedBytes(layer, gradientCopies) + (kept.isEmpty() ? 0 : kept.get(layer))))
                .toList();
    }

    private static boolean fits(Forecast forecast, MemorySize memory) {
        return forecast.memory().total().bytes() <= memory.bytes();
    }

    private static void requireRoom(
            NamedRouting routing, List<LayerForecast> layers, long neededBytes, long programBytes, MemorySize memory) {
        if (neededBytes > memory.bytes()) {
            LayerForecast largest = Collections.max(layers, Comparator.comparingLong(LayerForecast::bytes));
            throw new UserError("Not even one image at a time fits into --memory " + memory + ": training with "
                    + routing.name() + " needs " + new MemorySize(neededBytes)
                    + ", of which Java and its libraries take "
                    + new MemorySize(programBytes) + ". Of the layers, \"" + largest.name() + "\" needs the most, "
                    + new MemorySize(largest.bytes()) + ". Allow more memory, or make that layer smaller.");
        }
    }
}
