// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.capsnet.core.layer.CapsuleProbes;
import org.capsnet.core.routing.Routing;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSet;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.training.Fixtures;
import org.capsnet.routing.spi.RoutingCatalog;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Of networks with 72 input capsules to the layer of classes. */
class CouplingsCsvTests {

    private static final RoutingCatalog ROUTINGS = RoutingCatalog.load();
    private static final ImageSet IMAGES = FashionMnist.embedded().test();

    private record Row(int image, int label, int rank, int capsule, double coupling) {}

    @Test
    void hasTheFiftyLargestOfLiteralDynamicRoutingFromTheLargestDown() {
        MultiLayerNetwork network = network(ROUTINGS.createLiteral("dynamic", Map.of()));

        List<Row> rows = rows(network, IMAGES.take(3), 3);

        INDArray couplings = lastCouplings(network, IMAGES.take(3));
        assertThat(rows).hasSize(3 * 50);
        for (int image = 0; image < 3; image++) {
            int number = image;
            int label = IMAGES.label(image);
            List<Row> own = rows.subList(50 * image, 50 * (image + 1));
            assertThat(own).allSatisfy(row -> {
                assertThat(row.image()).isEqualTo(number);
                assertThat(row.label()).isEqualTo(label);
                assertThat(row.coupling())
                        .isBetween(0.0, 1.0)
                        .isEqualTo(couplings.getDouble(number, row.capsule(), label));
            });
            assertThat(own)
                    .extracting(Row::rank)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .startsWith(1);
            assertThat(own).extracting(Row::capsule).doesNotHaveDuplicates();
            double[] sorted = new double[72];
            for (int capsule = 0; capsule < 72; capsule++) {
                sorted[capsule] = couplings.getDouble(image, capsule, label);
            }
            Arrays.sort(sorted);
            assertThat(own.stream().map(Row::coupling).sorted().toList())
                    .isEqualTo(Arrays.stream(sorted, 72 - 50, 72).boxed().toList());
            assertThat(own.get(0).coupling())
                    .isEqualTo(sorted[71])
                    .isGreaterThan(own.get(49).coupling());
        }
    }

    @Test
    void ofEqualCouplingsTheFirstComeFirst() {
        List<Row> rows = rows(network(ROUTINGS.createLiteral("dynamic", Map.of("iterations", "1"))), IMAGES.take(1), 1);

        for (int k = 0; k < 50; k++) {
            assertThat(rows.get(k).capsule()).isEqualTo(k);
            assertThat(rows.get(k).coupling()).isCloseTo(0.1, within(1e-7));
        }
    }

    @Test
    void hasTheFirstHundredImagesWhateverTheBatch() {
        MultiLayerNetwork network = network(ROUTINGS.createLiteral("dynamic", Map.of()));

        List<Row> rows = rows(network, IMAGES.take(120), 40);
        List<Row> alike = rows(network, IMAGES.take(100), 100);

        assertThat(rows).hasSize(100 * 50);
        for (int k = 0; k < rows.size(); k++) {
            assertThat(rows.get(k).image()).isEqualTo(alike.get(k).image()).isEqualTo(k / 50);
            assertThat(rows.get(k).label()).isEqualTo(IMAGES.label(k / 50));
            assertThat(rows.get(k).coupling()).isCloseTo(alike.get(k).coupling(), within(1e-6));
        }
    }

    @Test
    void isNothingForARoutingWithoutCouplings() {
        MultiLayerNetwork network = network(ROUTINGS.create("adaptive-lambda", Map.of()));

        assertThat(CouplingsCsv.text(network, IMAGES, 20)).isEmpty();
    }

    private static MultiLayerNetwork network(Routing routing) {
        MultiLayerNetwork network = new MultiLayerNetwork(
                CapsuleNetworks.configuration(Fixtures.plan(1).network(), routing));
        network.init();
        return network;
    }

    private static INDArray lastCouplings(MultiLayerNetwork network, ImageSet images) {
        INDArray[] last = new INDArray[1];
        CapsuleProbes.attach(
                network.getLayer(2), (name, value) -> last[0] = value.copy().detach());
        network.output(ImageSetIterator.over(images)
                .batchSize(images.size())
                .build()
                .next()
                .getFeatures());
        return last[0];
    }

    private static List<Row> rows(MultiLayerNetwork network, ImageSet images, int batchSize) {
        List<String> lines = CouplingsCsv.text(network, images, batchSize)
                .orElseThrow()
                .lines()
                .toList();
        assertThat(lines.get(0)).isEqualTo("image,class,rank,input_capsule,coupling");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> new Row(
                        Integer.parseInt(cells[0]),
                        Integer.parseInt(cells[1]),
                        Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]),
                        Double.parseDouble(cells[4])))
                .toList();
    }
}
