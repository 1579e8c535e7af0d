// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of a {@link CapsuleLayer} as views of Deeplearning4j's flat arrays, all in F order. */
final class CapsuleParameters implements ParamInitializer {

    static final String WEIGHTS = "W";

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return weightLength((CapsuleLayer) layer)
                + own(layer).stream().mapToLong(RoutingParameter::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        List<String> keys = new ArrayList<>(weightKeys(layer));
        keys.addAll(biasKeys(layer));
        return keys;
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(WEIGHTS);
    }

    /** What a routing owns counts as bias: no weight decay. */
    @Override
    public List<String> biasKeys(Layer layer) {
        return own(layer).stream().map(RoutingParameter::name).toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return WEIGHTS.equals(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return !isWeightParam(layer, key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        CapsuleLayer layer = (CapsuleLayer) conf.getLayer();
        Map<String, INDArray> views = getGradientsFromFlattened(conf, paramsView);
        views.keySet().forEach(conf::addVariable);
        if (initializeParams) {
            Initial.normal(layer.initialization().deviation(layer.shape(), layer.routing()))
                    .fill(views.get(WEIGHTS));
            own(layer).forEach(parameter -> parameter.initial().fill(views.get(parameter.name())));
        }
        return views;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray flattened) {
        CapsuleLayer layer = (CapsuleLayer) conf.getLayer();
        CapsuleShape shape = layer.shape();
        INDArray flat = flattened.reshape(flattened.length());
        Map<String, INDArray> views = new LinkedHashMap<>();
        long from = weightLength(layer);
        views.put(
                WEIGHTS,
                flat.get(NDArrayIndex.interval(0, from))
                        .reshape(
                                'f', shape.inputs(), shape.inputDimension(), shape.outputDimension(), shape.outputs()));
        for (RoutingParameter parameter : own(layer)) {
            long to = from + parameter.length();
            views.put(
                    parameter.name(), flat.get(NDArrayIndex.interval(from, to)).reshape('f', parameter.sizes()));
            from = to;
        }
        return views;
    }

    private static long weightLength(CapsuleLayer layer) {
        CapsuleShape shape = layer.shape();
        return shape.inputs() * shape.inputDimension() * shape.outputDimension() * shape.outputs();
    }

    private static List<RoutingParameter> own(Layer layer) {
        CapsuleLayer capsules = (CapsuleLayer) layer;
        return capsules.routing().parameters(capsules.shape());
    }
}
