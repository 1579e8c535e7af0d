// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import org.capsnet.core.layer.LayerCouplings;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Measures couplings [B, I, J]. */
final class CouplingMeter {

    private CouplingMeter() {}

    static CouplingFigures figures(LayerCouplings couplings) {
        INDArray first = couplings.iterations().get(0).castTo(DataType.DOUBLE);
        INDArray last = couplings.last().castTo(DataType.DOUBLE);
        INDArray sums = last.sum(true, 2);
        return new CouplingFigures(
                entropy(first),
                entropy(last),
                last.max(true, 2).div(sums).meanNumber().doubleValue(),
                sums.meanNumber().doubleValue(),
                error(sums),
                error(last.sum(true, 1)));
    }

    private static double entropy(INDArray couplings) {
        long outputs = couplings.size(2);
        if (outputs == 1) {
            return 1;
        }
        INDArray shares = couplings.div(couplings.sum(true, 2).broadcast(couplings.shape()));
        // Where nothing goes, 0 · ln 0 counts as 0.
        INDArray terms = shares.mul(Transforms.log(Transforms.max(shares, Double.MIN_NORMAL)));
        return -terms.sum(2).meanNumber().doubleValue() / Math.log(outputs);
    }

    private static double error(INDArray sums) {
        return Transforms.abs(sums.sub(1)).maxNumber().doubleValue();
    }
}
