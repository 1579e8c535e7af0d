// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.loss;

import org.apiguardian.api.API;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** An output layer that has a loss of classes without being one of Deeplearning4j's, so that schedules find it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ClassLossLayer {

    /** {@return the loss of the classes} */
    ILossFunction classLoss();
}
