// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.Arrays;

/**
 * Votes for a capsule seen in two dimensions: along the capsule's own direction, in which they are summed to its length, and
 * along the direction in which they differ most besides, the first principal axis of what is left of them.
 *
 * @param along û · v / |v| of every vote
 * @param across the other coordinate
 * @param seen the share of all squared lengths of the votes that the plane shows, 0 to 1
 */
public record VotePlane(double[] along, double[] across, double seen) {

    private static final int MOST_SWEEPS = 60;
    private static final double SMALL = 1e-24;

    /**
     * Lays the plane.
     *
     * @param votes a row for each vote
     * @param capsule v, the capsule that they are for
     */
    static VotePlane of(double[][] votes, double[] capsule) {
        double length = Vectors.length(capsule);
        double[] forward = Arrays.stream(capsule)
                .map(value -> length > 0 ? value / length : 0)
                .toArray();
        double[] along = Arrays.stream(votes)
                .mapToDouble(vote -> Vectors.dot(vote, forward))
                .toArray();
        double[][] rest = new double[votes.length][];
        for (int i = 0; i < votes.length; i++) {
            rest[i] = votes[i].clone();
            for (int k = 0; k < capsule.length; k++) {
                rest[i][k] -= along[i] * forward[k];
            }
        }
        double[] sideways = largestAxis(covariance(rest));
        double[] across = Arrays.stream(votes)
                .mapToDouble(vote -> Vectors.dot(vote, sideways))
                .toArray();
        double all = Arrays.stream(votes)
                .mapToDouble(vote -> Vectors.dot(vote, vote))
                .sum();
        double shown = Vectors.dot(along, along) + Vectors.dot(across, across);
        return new VotePlane(along, across, all > 0 ? Math.min(1, shown / all) : 1);
    }

    private static double[][] covariance(double[][] rows) {
        int size = rows.length == 0 ? 0 : rows[0].length;
        double[] mean = new double[size];
        for (double[] row : rows) {
            for (int k = 0; k < size; k++) {
                mean[k] += row[k] / rows.length;
            }
        }
        double[][] covariance = new double[size][size];
        for (double[] row : rows) {
            for (int k = 0; k < size; k++) {
                for (int l = 0; l < size; l++) {
                    covariance[k][l] += (row[k] - mean[k]) * (row[l] - mean[l]) / rows.length;
                }
            }
        }
        return covariance;
    }

    /** The eigenvector of the largest eigenvalue of a symmetric matrix, by Jacobi's rotations; its first large element is positive. */
    static double[] largestAxis(double[][] symmetric) {
        int size = symmetric.length;
        double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
        double[][] axes = new double[size][size];
        for (int k = 0; k < size; k++) {
            axes[k][k] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && besideDiagonal(a) > SMALL * diagonal(a); sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(a, axes, p, q);
                }
            }
        }
        int largest = 0;
        for (int k = 1; k < size; k++) {
            if (a[k][k] > a[largest][largest]) {
                largest = k;
            }
        }
        double[] axis = new double[size];
        int strongest = 0;
        for (int k = 0; k < size; k++) {
            axis[k] = axes[k][largest];
            strongest = Math.abs(axis[k]) > Math.abs(axis[strongest]) + 1e-9 ? k : strongest;
        }
        double sign = size > 0 && axis[strongest] < 0 ? -1 : 1;
        return Arrays.stream(axis).map(value -> sign * value).toArray();
    }

    private static double besideDiagonal(double[][] a) {
        double sum = 0;
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                sum += a[p][q] * a[p][q];
            }
        }
        return sum;
    }

    private static double diagonal(double[][] a) {
        double sum = 0;
        for (int p = 0; p < a.length; p++) {
            sum += a[p][p] * a[p][p];
        }
        return sum;
    }

    /** Turns axes p and q so that a_pq becomes 0. */
    private static void rotate(double[][] a, double[][] axes, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = cos * kp - sin * kq;
            a[k][q] = sin * kp + cos * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = cos * pk - sin * qk;
            a[q][k] = sin * pk + cos * qk;
        }
        for (double[] row : axes) {
            double rowP = row[p];
            double rowQ = row[q];
            row[p] = cos * rowP - sin * rowQ;
            row[q] = sin * rowP + cos * rowQ;
        }
    }
}
