// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

/** Arithmetic on short vectors. */
final class Vectors {

    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** 0 if one of them is 0. */
    static double cosine(double[] a, double[] b) {
        double lengths = length(a) * length(b);
        return lengths > 0 ? dot(a, b) / lengths : 0;
    }
}
