// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VotePlaneTests {

    private static final Offset<Double> CLOSE = within(1e-12);

    @Test
    void votesAreSeenAlongTheCapsuleAndAlongWhatTheyDifferInMost() {
        double[][] votes = {{1, 3, 0.1}, {2, -3, 0.1}, {-1, 3, -0.1}, {0, -3, -0.1}};

        VotePlane plane = VotePlane.of(votes, new double[] {5, 0, 0});

        assertThat(plane.along()).containsExactly(1, 2, -1, 0);
        for (int vote = 0; vote < votes.length; vote++) {
            // The third element differs little, so the axis is nearly the second.
            assertThat(plane.across()[vote]).isCloseTo(votes[vote][1], within(0.01));
        }
        assertThat(plane.seen()).isBetween(0.999, 0.9999999);
    }

    @Test
    void theAxesAreAtRightAnglesWhereverTheCapsulePoints() {
        double[] capsule = {1, 2, 2};
        VotePlane plane = VotePlane.of(new double[][] {{1, 2, 2}, {2, 1, -2}, {-2, -1, 2}}, capsule);

        assertThat(plane.along()[0]).isCloseTo(3, CLOSE);
        assertThat(plane.across()[0]).isCloseTo(0, CLOSE);
        assertThat(plane.along()[1]).isCloseTo(0, CLOSE);
        assertThat(Math.abs(plane.across()[1])).isCloseTo(3, CLOSE);
        assertThat(plane.across()[2]).isCloseTo(-plane.across()[1], CLOSE);
        assertThat(plane.seen()).isCloseTo(1, CLOSE);
    }

    @Test
    void theLargestAxisIsTheEigenvectorOfTheLargestEigenvalue() {
        double[][] symmetric = {{4, 1, -2, 2}, {1, 2, 0, 1}, {-2, 0, 3, -2}, {2, 1, -2, -1}};

        double[] axis = VotePlane.largestAxis(symmetric);

        assertThat(Vectors.length(axis)).isCloseTo(1, CLOSE);
        // By NumPy's eigh.
        assertThat(Vectors.dot(axis, times(symmetric, axis))).isCloseTo(6.844621107235, within(1e-9));
        double[] product = times(symmetric, axis);
        for (int k = 0; k < axis.length; k++) {
            assertThat(product[k]).isCloseTo(6.844621107235 * axis[k], within(1e-9));
        }
    }

    @Test
    void votesThatAreAllZeroLieAtTheOrigin() {
        VotePlane plane = VotePlane.of(new double[3][2], new double[2]);

        assertThat(plane.along()).containsOnly(0);
        assertThat(plane.across()).containsOnly(0);
        assertThat(plane.seen()).isOne();
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int k = 0; k < product.length; k++) {
            product[k] = Vectors.dot(matrix[k], vector);
        }
        return product;
    }
}
