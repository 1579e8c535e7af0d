// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import java.util.ArrayList;
import java.util.List;
import org.capsnet.experiments.chart.LineChart.Point;

/** Values of steps 1, 2, 3 and so on as what can be drawn. */
public final class Series {

    /** More points than this can't be told apart on a screen. */
    private static final int MOST_POINTS = 400;

    private Series() {}

    /** Of how many values a smooth line is the mean: a tenth of all, an odd number. */
    public static int window(int size) {
        return Math.max(1, size / 20 * 2 - 1);
    }

    /** The mean of as many values around each, fewer at both ends. */
    public static List<Double> smoothed(List<Double> values, int window) {
        List<Double> means = new ArrayList<>(values.size());
        for (int k = 0; k < values.size(); k++) {
            int reach = Math.min(window / 2, Math.min(k, values.size() - 1 - k));
            means.add(mean(values.subList(k - reach, k + reach + 1)));
        }
        return means;
    }

    /** At most {@value #MOST_POINTS} points, each the mean of neighbours. */
    public static List<Point> points(List<Double> values) {
        List<Point> points = new ArrayList<>();
        for (List<Integer> bucket : buckets(values.size())) {
            points.add(new Point(middle(bucket), mean(values.subList(bucket.get(0), bucket.get(1))), ""));
        }
        return points;
    }

    /**
     * As many neighbours each as have to be drawn as one.
     *
     * @return from which index, inclusive, to which, exclusive
     */
    public static List<List<Integer>> buckets(int size) {
        int length = (size + MOST_POINTS - 1) / MOST_POINTS;
        List<List<Integer>> buckets = new ArrayList<>();
        for (int from = 0; from < size; from += length) {
            buckets.add(List.of(from, Math.min(from + length, size)));
        }
        return buckets;
    }

    /** The step in the middle of a bucket. */
    public static double middle(List<Integer> bucket) {
        return (bucket.get(0) + 1 + bucket.get(1)) / 2.0;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }
}
