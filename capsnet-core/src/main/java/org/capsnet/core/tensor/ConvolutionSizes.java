// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.capsnet.core.tensor.Convolution.Axis;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sizes of a convolution.
 *
 * @param batch B
 * @param inputMaps C
 * @param outputMaps K
 * @param rows H, of the maps as they come
 * @param columns W
 * @param height along H
 * @param width along W
 */
record ConvolutionSizes(long batch, long inputMaps, long outputMaps, long rows, long columns, Axis height, Axis width) {

    long outputRows() {
        return height.outputs(rows);
    }

    long outputColumns() {
        return width.outputs(columns);
    }

    /** Number of results in a map. */
    long places() {
        return outputRows() * outputColumns();
    }

    /** Number of taps of the kernel in a map. */
    long taps() {
        return height.kernel() * width.kernel();
    }

    /** Stored maps [W, H, C, B] with zeros around them, cut to a size; the maps themselves if they have it. */
    INDArray padded(INDArray maps, long paddedRows, long paddedColumns) {
        if (!isPadded(paddedRows, paddedColumns)) {
            return maps;
        }
        INDArray padded = Layout.create(maps.dataType(), paddedColumns, paddedRows, inputMaps, batch)
                .assign(0);
        inner(padded).assign(common(maps, paddedRows, paddedColumns));
        return padded;
    }

    /** What of padded maps comes from the maps themselves; the rest of them is zero. */
    INDArray unpadded(INDArray padded) {
        long paddedColumns = padded.size(0);
        long paddedRows = padded.size(1);
        if (!isPadded(paddedRows, paddedColumns)) {
            return padded;
        }
        INDArray maps = Layout.create(padded.dataType(), columns, rows, inputMaps, batch)
                .assign(0);
        common(maps, paddedRows, paddedColumns).assign(inner(padded));
        return maps;
    }

    /** Whether maps of this size, with the zeros in front, are others than the maps themselves. */
    boolean isPadded(long paddedRows, long paddedColumns) {
        return height.before() != 0 || width.before() != 0 || paddedRows != rows || paddedColumns != columns;
    }

    private INDArray inner(INDArray padded) {
        return block(
                padded, width.before(), commonColumns(padded.size(0)), height.before(), commonRows(padded.size(1)));
    }

    private INDArray common(INDArray maps, long paddedRows, long paddedColumns) {
        return block(maps, 0, commonColumns(paddedColumns), 0, commonRows(paddedRows));
    }

    private long commonColumns(long paddedColumns) {
        return Math.min(columns, paddedColumns - width.before());
    }

    private long commonRows(long paddedRows) {
        return Math.min(rows, paddedRows - height.before());
    }

    private INDArray block(INDArray maps, long fromColumn, long columnCount, long fromRow, long rowCount) {
        long place = inputMaps * batch;
        return Layout.strided(
                maps,
                (fromColumn * maps.size(1) + fromRow) * place,
                new long[] {columnCount, rowCount, place},
                new long[] {maps.size(1) * place, place, 1});
    }
}
