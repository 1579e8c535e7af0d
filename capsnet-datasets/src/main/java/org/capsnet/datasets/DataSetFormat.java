// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import org.apiguardian.api.API;

/** How the files of an {@link ImageDataSet} are laid out. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum DataSetFormat {

    /**
     * MNIST's: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and
     * {@code t10k-labels-idx1-ubyte}, each plain or with {@code .gz}; see {@link IdxReader}.
     */
    IDX {
        @Override
        TrainTestSplit read(ImageDataSet set, Path folder) {
            return new MnistLayout(set, DataSetCatalog.bundled().sets()).read(folder);
        }
    },

    /**
     * The binary form of CIFAR-10: {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code test_batch.bin}, in
     * {@code cifar-10-binary.tar.gz} or in the folder {@code cifar-10-batches-bin}. An image is a byte for the class and
     * [C, H, W] bytes.
     */
    CIFAR10_BINARY {
        @Override
        TrainTestSplit read(ImageDataSet set, Path folder) {
            return new CifarLayout(set).read(folder);
        }
    },

    /**
     * That of SVHN's cropped digits: {@code train_32x32.mat} and {@code test_32x32.mat} of MATLAB, version 5, with the
     * images X, [H, W, C, N], and the labels y, 1 to the number of classes, where the highest stands for class 0.
     */
    SVHN_MAT {
        @Override
        TrainTestSplit read(ImageDataSet set, Path folder) {
            return new SvhnLayout(set).read(folder);
        }
    };

    abstract TrainTestSplit read(ImageDataSet set, Path folder);
}
