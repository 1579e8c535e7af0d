// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Derivatives of a routing's outputs as (f(x + hr) − f(x − hr)) / 2h, in double.
 *
 * @param directions derivatives of a loss f by the outputs
 */
record CentralDifferences(Routing routing, Numbers numbers, List<INDArray> directions) {

    private static final double H = 1e-6;

    /** How fast f grows when an array moves along r. */
    double along(String name, INDArray r) {
        return (value(name, r.mul(H)) - value(name, r.mul(-H))) / (2 * H);
    }

    /** The position of the element where a gradient is furthest from the truth, with both values. */
    String worstElement(String name, INDArray gradient) {
        double[] actual = Values.of(gradient);
        double worst = -1;
        String text = "";
        for (int k = 0; k < actual.length; k++) {
            double[] unit = new double[actual.length];
            unit[k] = 1;
            double numeric = along(name, Nd4j.createFromArray(unit).reshape('c', gradient.shape()));
            double difference = Math.abs(actual[k] - numeric);
            if (!(difference <= worst)) {
                worst = difference;
                text = actual[k] + " instead of " + numeric + " at " + Values.position(k, gradient.shape());
            }
        }
        return text;
    }

    private double value(String name, INDArray move) {
        List<INDArray> outputs = List.copyOf(Run.trainingForward(routing, numbers.map(name, array -> array.add(move)))
                .outputs()
                .values());
        double sum = 0;
        for (int k = 0; k < directions.size(); k++) {
            sum += Values.dot(outputs.get(k), directions.get(k));
        }
        return sum;
    }
}
