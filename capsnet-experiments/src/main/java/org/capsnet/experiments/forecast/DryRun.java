// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.capsnet.core.layer.ImageLabels;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that takes a few training steps with batches of noise, to be measured and thrown away.
 *
 * <p>It lives in a thread of its own, since ND4J keeps workspaces by thread: those of the caller stay as they are, and all
 * that this thread has are the network's.
 */
final class DryRun implements AutoCloseable {

    private static final double NANOS = 1e9;
    private static final int FEWEST_STEPS = 3;
    private static final int MOST_STEPS = 40;
    private static final double WARM_UP_SECONDS = 1.5;
    private static final double MEASURED_SECONDS = 1;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "forecast");
        daemon.setDaemon(true);
        return daemon;
    });
    private final NetworkSizes sizes;
    private final LongSupplier clock;
    private final LongSupplier processBytes;
    private final LayerMeter meter;
    private final MultiLayerNetwork network;
    private boolean warm;

    /**
     * Makes the network.
     *
     * @param clock tells nanoseconds
     * @param processBytes tells the memory of this process
     */
    DryRun(NetworkSizes sizes, LongSupplier clock, LongSupplier processBytes) {
        this.sizes = sizes;
        this.clock = clock;
        this.processBytes = processBytes;
        MultiLayerConfiguration configuration = sizes.newConfiguration();
        this.meter = LayerMeter.on(configuration);
        this.network = new MultiLayerNetwork(configuration);
    }

    /** Takes some training steps, and tests once. */
    Measurement measure(int batch) {
        return inThread(() -> {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
            network.init();
            DataSet images = images(batch);
            // Workspaces learn their sizes in the first step; Java compiles what is used often.
            network.fit(images);
            for (double spent = 0; !warm && spent < WARM_UP_SECONDS; ) {
                spent += seconds(images);
            }
            warm = true;
            double seconds = median(images);
            network.output(images.getFeatures());
            long bytes = Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().stream()
                    .mapToLong(MemoryWorkspace::getMaxCycleAllocations)
                    .sum();
            long known = sizes.trainedBytes() + sizes.imageBytes(batch) + bytes;
            return new Measurement(
                    batch, bytes, meter.layerBytes(), seconds, Math.max(0, processBytes.getAsLong() - known));
        });
    }

    private double median(DataSet images) {
        List<Double> seconds = new ArrayList<>();
        double spent = 0;
        while (seconds.size() < FEWEST_STEPS || spent < MEASURED_SECONDS && seconds.size() < MOST_STEPS) {
            seconds.add(seconds(images));
            spent += seconds.get(seconds.size() - 1);
        }
        Collections.sort(seconds);
        return seconds.get(seconds.size() / 2);
    }

    private double seconds(DataSet images) {
        long start = clock.getAsLong();
        network.fit(images);
        return (clock.getAsLong() - start) / NANOS;
    }

    /** Noise by a generator of its own, so that a training afterwards draws the same numbers as without a forecast. */
    private DataSet images(int batch) {
        CapsuleNetworkSpec spec = sizes.spec();
        SplittableRandom random = new SplittableRandom(1);
        float[] pixels = new float[Math.multiplyExact(batch, spec.image().values())];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (float) random.nextDouble();
        }
        INDArray features = Nd4j.createFromArray(pixels)
                .reshape(
                        batch,
                        spec.image().channels(),
                        spec.image().height(),
                        spec.image().width());
        INDArray labels = Nd4j.zeros(features.dataType(), batch, spec.classes());
        for (int row = 0; row < batch; row++) {
            labels.putScalar(row, row % spec.classes(), 1);
        }
        DataSet images = new DataSet(features, labels);
        if (spec.reconstruction()) {
            new ImageLabels().preProcess(images);
        }
        return images;
    }

    @Override
    public void close() {
        inThread(() -> {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
            if (network.isInitCalled()) {
                network.close();
            }
            return null;
        });
        thread.shutdown();
    }

    private <T> T inThread(Callable<T> task) {
        try {
            return thread.submit(task).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a forecast was made", e);
        }
    }
}
