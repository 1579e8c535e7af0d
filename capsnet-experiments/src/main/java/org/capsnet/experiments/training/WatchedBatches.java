// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import org.deeplearning4j.datasets.iterator.AsyncShieldDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Batches that say when the next is asked for. It is the one moment at which a network's counts, weights and updater all
 * belong to the same step: listeners are called before the count of iterations goes up.
 *
 * <p>Without the shield, Deeplearning4j reads ahead in a thread that nobody stops when the training ends early.
 */
final class WatchedBatches extends AsyncShieldDataSetIterator {

    private final Runnable before;

    WatchedBatches(DataSetIterator batches, Runnable before) {
        super(batches);
        this.before = before;
    }

    @Override
    public DataSet next() {
        before.run();
        return super.next();
    }
}
