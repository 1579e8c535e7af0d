// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import org.apiguardian.api.API;

/**
 * The gradient of a layer's weights, the mean over the images, and the step that follows from it.
 *
 * @param rms the root of the mean square of its elements
 * @param largest the largest element without its sign
 * @param update the first step of the network's updater by the weights: the quotient of their roots of mean squares; NaN
 *     if no step was tried
 * @param moved how far all trial steps together move the weights, in the same measure; NaN if no step was tried
 * @param finite whether every number is
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record GradientFigures(double rms, double largest, double update, double moved, boolean finite) {}
