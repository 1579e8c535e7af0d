// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingParameter.Kind;
import org.capsnet.core.routing.Transformation;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of a {@link CapsuleLayer} as views of Deeplearning4j's flat arrays, all in F order. */
final class CapsuleParameters implements ParamInitializer {

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
        List<String> keys = new ArrayList<>();
        if (weightLength((CapsuleLayer) layer) > 0) {
            keys.add(CapsuleLayer.WEIGHTS);
        }
        own(layer).forEach(parameter -> keys.add(parameter.name()));
        return keys;
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
        return CapsuleLayer.WEIGHTS.equals(key) || isKind(layer, key, Kind.WEIGHT);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return isKind(layer, key, Kind.BIAS);
    }

    static boolean isState(CapsuleLayer layer, String key) {
        return isKind(layer, key, Kind.STATE);
    }

    private static boolean isKind(Layer layer, String key, Kind kind) {
        return own(layer).stream()
                .anyMatch(parameter ->
                        parameter.kind() == kind && parameter.name().equals(key));
    }

    /** Fails if the routing's poses don't fit the layer's dimensions or its parameters can't be told apart. */
    static void requireFitting(CapsuleLayer layer) {
        List<String> names = own(layer).stream().map(RoutingParameter::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalStateException("The routing " + layer.routing() + " of " + LayerText.of(layer)
                    + " declares a parameter twice: " + names + ". Report this to its author");
        }
        if (layer.routing().traits().transformation() instanceof Transformation.Matrices matrices) {
            CapsuleShape shape = layer.shape();
            long needed = (long) matrices.size() * matrices.size();
            if (shape.inputDimension() != needed || shape.outputDimension() != needed) {
                throw new IllegalStateException(LayerText.of(layer) + " has a routing on " + matrices.size() + "x"
                        + matrices.size() + " pose matrices, which needs capsules of dimension " + needed
                        + " below and in this layer, but they have " + shape.inputDimension() + " and "
                        + shape.outputDimension() + ". Set both to " + needed);
            }
        }
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        CapsuleLayer layer = (CapsuleLayer) conf.getLayer();
        Map<String, INDArray> views = getGradientsFromFlattened(conf, paramsView);
        views.keySet().forEach(conf::addVariable);
        if (initializeParams) {
            if (views.containsKey(CapsuleLayer.WEIGHTS)) {
                initialize(layer, views.get(CapsuleLayer.WEIGHTS));
            }
            own(layer).forEach(parameter -> parameter.initial().fill(views.get(parameter.name())));
        }
        return views;
    }

    private static void initialize(CapsuleLayer layer, INDArray weights) {
        Routing routing = layer.routing();
        Initial.normal(layer.initialization().deviation(layer.shape(), routing)).fill(weights);
        if (routing.traits().transformation() instanceof Transformation.Matrices matrices) {
            INDArray identity = Nd4j.eye(matrices.size())
                    .castTo(weights.dataType())
                    .reshape(1, matrices.size(), matrices.size(), 1);
            weights.addi(identity.broadcast(weights.shape()));
        }
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray flattened) {
        CapsuleLayer layer = (CapsuleLayer) conf.getLayer();
        Map<String, INDArray> views = new LinkedHashMap<>();
        if (flattened == null) {
            // So Deeplearning4j calls a layer without parameters.
            return views;
        }
        INDArray flat = flattened.reshape(flattened.length());
        long from = weightLength(layer);
        if (from > 0) {
            views.put(
                    CapsuleLayer.WEIGHTS,
                    flat.get(NDArrayIndex.interval(0, from)).reshape('f', weightShape(layer)));
        }
        for (RoutingParameter parameter : own(layer)) {
            long to = from + parameter.length();
            views.put(
                    parameter.name(), flat.get(NDArrayIndex.interval(from, to)).reshape('f', parameter.sizes()));
            from = to;
        }
        return views;
    }

    /** Sizes of W; none if the routing has no transformation. */
    private static long[] weightShape(CapsuleLayer layer) {
        CapsuleShape shape = layer.shape();
        Transformation transformation = layer.routing().traits().transformation();
        if (transformation instanceof Transformation.Matrices matrices) {
            return new long[] {shape.inputs(), matrices.size(), matrices.size(), shape.outputs()};
        }
        return transformation instanceof Transformation.None
                ? new long[0]
                : new long[] {shape.inputs(), shape.inputDimension(), shape.outputDimension(), shape.outputs()};
    }

    private static long weightLength(CapsuleLayer layer) {
        long[] shape = weightShape(layer);
        long length = shape.length == 0 ? 0 : 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }

    private static List<RoutingParameter> own(Layer layer) {
        CapsuleLayer capsules = (CapsuleLayer) layer;
        return capsules.routing().parameters(capsules.shape());
    }
}
