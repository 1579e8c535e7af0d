// SPDX-License-Identifier: Apache-2.0
/**
 * Layers for Deeplearning4j's {@code MultiLayerNetwork} and {@code ComputationGraph}.
 *
 * <pre>{@code
 * .layer(new FastConvolution.Builder(9, 9).nOut(256).activation(Activation.RELU).build())
 * .layer(new PrimaryCapsules.Builder(32, 8).kernelSize(9, 9).stride(2, 2).build())
 * .layer(new CapsuleLayer.Builder(10, 16).routing(routing).build())
 * .layer(new CapsuleLengths.Builder().build())
 * .layer(new LossLayer.Builder(new MarginLoss()).activation(Activation.IDENTITY).build())
 * .setInputType(InputType.convolutional(28, 28, 1))
 * }</pre>
 *
 * <p>A deep stack of capsule layers may need {@link org.capsnet.core.layer.CapsuleNorm} between them, or a
 * {@linkplain org.capsnet.core.layer.CapsuleLayer.Builder#skip skip}.
 */
package org.capsnet.core.layer;
