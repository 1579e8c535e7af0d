// SPDX-License-Identifier: Apache-2.0
/** Losses on capsule activations, for Deeplearning4j's {@code LossLayer}. */
package org.capsnet.core.loss;
