// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import org.apiguardian.api.API;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Puts the images behind the labels, [B, J] to [B, J + P], so that a {@link ReconstructionOutput} learns to draw them.
 *
 * <pre>{@code
 * images.setPreProcessor(new ImageLabels());
 * }</pre>
 *
 * <p>Images [B, channels, height, width] have their numbers in [0, 1], and are taken channel by channel and row by row. What
 * changes images, such as shifting, comes before.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ImageLabels implements DataSetPreProcessor {

    /** Labels with images. */
    public ImageLabels() {}

    @Override
    public void preProcess(DataSet batch) {
        INDArray images = batch.getFeatures();
        INDArray numbers = images.dup('c').reshape('c', images.size(0), images.length() / images.size(0));
        batch.setLabels(Nd4j.concat(1, batch.getLabels().castTo(images.dataType()), numbers));
    }
}
