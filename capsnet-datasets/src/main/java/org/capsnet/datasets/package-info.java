// SPDX-License-Identifier: Apache-2.0
/**
 * Image data sets as ND4J iterators, for any DL4J network.
 *
 * <p>An {@link org.capsnet.datasets.ImageSet} holds labelled images in memory, one byte a pixel and
 * channel. An {@link org.capsnet.datasets.ImageSetIterator} turns one into batches of floats in an
 * order that depends on the seed and the epoch alone. Each data set has an entry point, such as
 * {@link org.capsnet.datasets.FashionMnist}; {@link org.capsnet.datasets.IdxReader} reads other sets
 * in MNIST's file format. What is wrong with a file is told by a
 * {@link org.capsnet.datasets.DataFileException}.
 *
 * <pre>{@code
 * TrainTestSplit data = FashionMnist.embedded();
 * DataSetIterator train = ImageSetIterator.over(data.train()).batchSize(128).shuffle(42).build();
 * DataSetIterator test = ImageSetIterator.over(data.test()).batchSize(200).build();
 * network.fit(train, 3);
 * System.out.println(network.evaluate(test).accuracy());
 * }</pre>
 */
package org.capsnet.datasets;
