// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.capsnet.core.layer.LayerCouplings;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.datasets.ImageSet;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.experiments.report.Csv;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The largest couplings to the capsule of the right class: what the input capsules of the last layer send to it in the last
 * iteration.
 */
final class CouplingsCsv {

    private static final int MOST_IMAGES = 100;
    private static final int LARGEST = 50;

    private CouplingsCsv() {}

    /**
     * The largest couplings for the first images.
     *
     * @param network a trained network whose last layer of capsules has one for each class
     * @param images of which as many are taken as there are, up to {@value #MOST_IMAGES}
     * @param batchSize how many are computed at once
     * @return rows of the {@value #LARGEST} largest of every image; nothing if the routing has no couplings
     * @throws RoutingFailure if the routing offers couplings of a wrong shape
     */
    static Optional<String> text(MultiLayerNetwork network, ImageSet images, int batchSize) {
        ImageSet first = images.take(Math.min(MOST_IMAGES, images.size()));
        ImageSetIterator batches =
                ImageSetIterator.over(first).batchSize(batchSize).build();
        StringBuilder text = new StringBuilder("image,class,rank,input_capsule,coupling\n");
        int image = 0;
        while (batches.hasNext()) {
            List<LayerCouplings> layers =
                    LayerCouplings.of(network, batches.next().getFeatures());
            if (layers.isEmpty()) {
                return Optional.empty();
            }
            INDArray couplings = layers.get(layers.size() - 1).last(); // [B, I, J]
            for (int place = 0; place < couplings.size(0); place++, image++) {
                int label = first.label(image);
                addRows(text, image, label, toClass(couplings, place, label));
            }
        }
        return Optional.of(text.toString());
    }

    private static double[] toClass(INDArray couplings, int image, int label) {
        return couplings
                .get(NDArrayIndex.point(image), NDArrayIndex.all(), NDArrayIndex.point(label))
                .toDoubleVector();
    }

    private static void addRows(StringBuilder text, int image, int label, double[] couplings) {
        // A stable order: of equal couplings the first come first.
        int[] largest = IntStream.range(0, couplings.length)
                .boxed()
                .sorted(Comparator.comparingDouble(capsule -> -couplings[capsule]))
                .limit(LARGEST)
                .mapToInt(capsule -> capsule)
                .toArray();
        for (int rank = 1; rank <= largest.length; rank++) {
            int capsule = largest[rank - 1];
            text.append(Csv.row(List.of(image, label, rank, capsule, couplings[capsule])));
        }
    }
}
