// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a {@link ReconstructionOutput} as views of Deeplearning4j's flat arrays, all in F order: {@code W1},
 * {@code b1}, {@code W2}, {@code b2}, {@code W3}, {@code b3}. Weights are [I, d, N, 1], as those of votes for one output:
 * the J capsules of dimension D below the first layer, one of as many dimensions as there are hidden units below the others.
 */
final class DecoderParameters implements ParamInitializer {

    private static final int LAYERS = 3;

    static String weights(int layer) {
        return "W" + layer;
    }

    static String bias(int layer) {
        return "b" + layer;
    }

    /** The shapes of all parameters by their names, in the order in which they lie in the flat array. */
    static Map<String, long[]> shapes(ReconstructionOutput layer) {
        long[][] inputs = {{layer.capsules(), layer.dimensions()}, {1, layer.firstHidden()}, {1, layer.secondHidden()}};
        long[] outputs = {layer.firstHidden(), layer.secondHidden(), layer.pixels()};
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int k = 0; k < LAYERS; k++) {
            shapes.put(weights(k + 1), new long[] {inputs[k][0], inputs[k][1], outputs[k], 1});
            shapes.put(bias(k + 1), new long[] {1, outputs[k]});
        }
        return shapes;
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return shapes((ReconstructionOutput) layer).values().stream()
                .mapToLong(DecoderParameters::length)
                .sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return new ArrayList<>(shapes((ReconstructionOutput) layer).keySet());
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return paramKeys(layer).stream()
                .filter(key -> isWeightParam(layer, key))
                .toList();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return paramKeys(layer).stream().filter(key -> isBiasParam(layer, key)).toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return key.startsWith("W");
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return key.startsWith("b");
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        Map<String, INDArray> views = getGradientsFromFlattened(conf, paramsView);
        views.keySet().forEach(conf::addVariable);
        if (initializeParams) {
            views.forEach((name, view) -> initialize(conf.getLayer(), name, view));
        }
        return views;
    }

    /** Glorot's rule: uniform in ±√(6 / (fan-in + fan-out)). */
    private void initialize(Layer layer, String name, INDArray view) {
        if (isBiasParam(layer, name)) {
            view.assign(0);
            return;
        }
        double limit = Math.sqrt(6.0 / (view.size(0) * view.size(1) + view.size(2)));
        view.assign(Nd4j.rand(view.dataType(), view.shape()).subi(0.5).muli(2 * limit));
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray flattened) {
        INDArray flat = flattened.reshape(flattened.length());
        Map<String, INDArray> views = new LinkedHashMap<>();
        long from = 0;
        for (Map.Entry<String, long[]> parameter :
                shapes((ReconstructionOutput) conf.getLayer()).entrySet()) {
            long to = from + length(parameter.getValue());
            views.put(
                    parameter.getKey(),
                    flat.get(NDArrayIndex.interval(from, to)).reshape('f', parameter.getValue()));
            from = to;
        }
        return views;
    }

    private static long length(long[] shape) {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }
}
