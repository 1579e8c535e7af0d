// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.capsnet.core.diagnosis.LengthFigures;
import org.capsnet.core.routing.Grid;
import org.capsnet.experiments.runner.TrainedRun;

/**
 * What is seen in a trained network when it looks at one image.
 *
 * @param run the run that trained it
 * @param picture the image
 * @param classes what the network says of each class
 * @param layers all layers of capsules, from below to above
 * @param paths where the winner's length comes from, a step for each layer with votes, from above to below
 * @param couplings to the winner from the capsules below, a row for each iteration; none if the routing has no couplings
 * @param equalCoupling what each coupling would be if all outputs got the same, where couplings sum to 1
 * @param evidence what the winner and a rival got from below; empty if the routing of the last layer has no votes
 * @param drawings what the decoder draws, if there is one
 */
public record Look(
        TrainedRun run,
        Picture picture,
        Classes classes,
        List<Layer> layers,
        List<Path> paths,
        List<double[]> couplings,
        OptionalDouble equalCoupling,
        Optional<Evidence> evidence,
        Optional<Drawings> drawings) {

    /**
     * The image.
     *
     * @param number in the test set, from 0
     * @param pixels channel by channel and row by row, each in [0, 1]
     */
    public record Picture(int number, int channels, int height, int width, double[] pixels) {}

    /**
     * What the network says.
     *
     * @param names of the classes
     * @param activations of their capsules
     * @param lengths whether these are the capsules' lengths
     * @param label the right class
     * @param winner the class with the most active capsule
     * @param rival the right class if another won, or else the next
     */
    public record Classes(List<String> names, double[] activations, boolean lengths, int label, int winner, int rival) {

        public boolean right() {
            return winner == label;
        }

        public String name(int number) {
            return names.get(number);
        }
    }

    /**
     * A layer of capsules.
     *
     * @param name of it
     * @param dimensions of a capsule
     * @param activations of its capsules, which are lengths or the routing's own
     * @param lengths whether they are lengths
     */
    public record Layer(String name, int dimensions, double[] activations, boolean lengths) {

        int capsules() {
            return activations.length;
        }

        long dead() {
            return Arrays.stream(activations)
                    .filter(length -> length < LengthFigures.DEAD)
                    .count();
        }

        long saturated() {
            return Arrays.stream(activations)
                    .filter(length -> length > LengthFigures.SATURATED)
                    .count();
        }
    }

    /**
     * What the capsules of a layer have to do with the winner.
     *
     * @param layer whose capsules these are
     * @param winner what each capsule contributed to the winner; negative where its vote pointed away
     * @param rival what each contributed to the rival
     * @param grid where the capsules stand in the image
     * @param skip whether each is half of a capsule above, beside the routing
     */
    public record Path(Layer layer, double[] winner, double[] rival, Optional<Grid> grid, boolean skip) {}

    /**
     * What the winner and the rival got from the capsules right below.
     *
     * @param winner c_ij (û_ij · v_j) / |v_j| of every capsule below, j being the winner
     * @param rival the same, j being the rival
     * @param alignment of the winner: see {@link VoteFlow#alignment}
     * @param votes for the winner
     */
    public record Evidence(double[] winner, double[] rival, double alignment, VotePlane votes) {}

    /**
     * What the decoder draws; every image channel by channel and row by row.
     *
     * @param winner from the winner's pose
     * @param rival from the rival's pose
     * @param error the sum of the squared differences between the image and that of the winner
     * @param moves how far a dimension of the winner's pose is moved, in each column
     * @param moved a row for each dimension
     */
    public record Drawings(
            double[] winner, double[] rival, double error, List<Double> moves, List<List<double[]>> moved) {}
}
