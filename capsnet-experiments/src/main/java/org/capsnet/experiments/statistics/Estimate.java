// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.statistics;

/**
 * A measured accuracy and what it varies by.
 *
 * @param mean the accuracy, 0 to 1
 * @param variance of the mean, 0 or more
 * @param freedom the degrees of freedom that the variance is known with; infinite if it follows from the mean
 */
public record Estimate(double mean, double variance, double freedom) {

    /** Student's t for 95 % on both sides, with 1 to 30 degrees of freedom; a normal distribution is near enough beyond. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private static final double NORMAL = 1.96;

    /** Forgives the rounding of a whole number of degrees of freedom. */
    private static final double SLACK = 1e-9;

    /**
     * One measurement: what varies is which images are in the test set.
     *
     * @param share of the images that are right, 0 to 1
     * @param images in the test set, at least 1
     */
    public static Estimate ofShare(double share, long images) {
        return new Estimate(share, share * (1 - share) / images, Double.POSITIVE_INFINITY);
    }

    /**
     * The mean of several seeds, or one of them.
     *
     * @param spread of at least one value
     * @param images in the test set, at least 1
     */
    public static Estimate of(Spread spread, long images) {
        double mean = spread.mean().orElseThrow();
        if (spread.deviation().isEmpty()) {
            return ofShare(mean, images);
        }
        double deviation = spread.deviation().getAsDouble();
        return new Estimate(mean, deviation * deviation / spread.n(), spread.n() - 1);
    }

    /** The square root of the variance. */
    public double standardError() {
        return Math.sqrt(variance);
    }

    /**
     * How far two accuracies may be apart by chance: the half width of the 95 % confidence interval of their difference,
     * after Welch.
     */
    public double chanceBeside(Estimate other) {
        double sum = variance + other.variance;
        if (sum == 0) {
            return 0;
        }
        double freedom =
                sum * sum / (variance * variance / this.freedom + other.variance * other.variance / other.freedom);
        // Rounded down, which errs on the side of chance.
        double quantile = freedom > STUDENT.length ? NORMAL : STUDENT[Math.max(1, (int) (freedom + SLACK)) - 1];
        return quantile * Math.sqrt(sum);
    }
}
