// SPDX-License-Identifier: Apache-2.0
/**
 * Differentiable arrays for capsules.
 *
 * <p>A {@link org.capsnet.core.tensor.Tape} makes {@link org.capsnet.core.tensor.Tensor}s, whose operations compute at once
 * and are differentiated in reverse. {@link org.capsnet.core.tensor.Votes} are contracted without being made. Sizes: batch
 * B, I input capsules of dimension d, J output capsules of dimension D.
 */
package org.capsnet.core.tensor;
