// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.capsnet.core.routing.Routing;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.DataSet;

/** A network comes back from JSON and from a file as it was, and trains on as if it had never been away. */
final class SaveCheck implements Check {

    private static final int IMAGES = 12;
    private static final String LOOK_AT = "the record's components, all of which must be options and none hidden from"
            + " Jackson, and parameters(), which must depend on nothing but them and the shape";

    @Override
    public String name() {
        return "saving and loading";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        double learningRate = subject.learningRate();
        return List.of(
                new Part("Java serialization", () -> verifyObject(routing)),
                new Part("JSON", () -> verifyJson(routing, learningRate)),
                new Part("file", () -> verifyFile(routing, learningRate)));
    }

    private static void verifyObject(Routing routing) throws ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new ObjectOutputStream(bytes).writeObject(routing);
            Object restored = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            require("routing", routing, restored);
        } catch (IOException e) {
            throw failure("routing", e);
        }
    }

    private static void verifyJson(Routing routing, double learningRate) {
        MultiLayerConfiguration conf = SmallNetwork.of(routing, learningRate).getLayerWiseConfigurations();
        String json;
        MultiLayerConfiguration restored;
        try {
            json = conf.toJson();
            restored = MultiLayerConfiguration.fromJson(json);
        } catch (RuntimeException e) {
            throw failure("configuration", e);
        }
        require("configuration", conf, restored);
        require("JSON", json, restored.toJson());
    }

    private static void verifyFile(Routing routing, double learningRate) {
        DataSet images = Drawings.of(IMAGES, 1);
        MultiLayerNetwork network = SmallNetwork.of(routing, learningRate);
        network.fit(images);
        network.fit(images);
        MultiLayerNetwork restored = restored(network);
        require("output", network.output(images.getFeatures()), restored.output(images.getFeatures()));
        network.fit(images);
        restored.fit(images);
        require("parameters after another step", network.params(), restored.params());
    }

    private static MultiLayerNetwork restored(MultiLayerNetwork network) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ModelSerializer.writeModel(network, file, true);
            return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
        } catch (IOException | RuntimeException e) {
            throw failure("network", e);
        }
    }

    private static void require(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw Finding.of("the same " + what + " after saving and loading: " + expected, "" + actual, LOOK_AT);
        }
    }

    private static AssertionError failure(String what, Exception e) {
        AssertionError failure = Finding.of("a " + what + " that can be saved and loaded", e.toString(), LOOK_AT);
        failure.initCause(e);
        return failure;
    }
}
