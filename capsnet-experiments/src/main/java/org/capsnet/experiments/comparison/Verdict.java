// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.statistics.Estimate;

/**
 * Whether the order of the published accuracies is that of the measured ones. A pair of cells counts if both have published
 * accuracies that differ and are of one data set.
 *
 * @param pairs that count
 * @param same those that the results order in the same way
 * @param other those that the results order in the other way
 * @param chance those whose results differ by less than chance
 * @param waiting those of which a cell has no result
 * @param chanceInSource those whose published accuracies differ by less than chance, if each were of one run
 */
record Verdict(int pairs, int same, int other, int chance, int waiting, int chanceInSource) {

    /** Nothing if there is no pair that counts. */
    static Optional<Verdict> of(List<ComparedCell> cells) {
        List<ComparedCell> published =
                cells.stream().filter(cell -> cell.published().isPresent()).toList();
        int pairs = 0;
        int same = 0;
        int other = 0;
        int chance = 0;
        int waiting = 0;
        int chanceInSource = 0;
        for (int k = 0; k < published.size(); k++) {
            for (ComparedCell second : published.subList(k + 1, published.size())) {
                ComparedCell first = published.get(k);
                Estimate theirs = first.publishedEstimate().orElseThrow();
                Estimate theirSecond = second.publishedEstimate().orElseThrow();
                int order = Double.compare(theirs.mean(), theirSecond.mean());
                if (order == 0 || !first.publishedSet().equals(second.publishedSet())) {
                    continue;
                }
                pairs++;
                chanceInSource += order(theirs, theirSecond) == 0 ? 1 : 0;
                if (first.estimate().isEmpty() || second.estimate().isEmpty()) {
                    waiting++;
                    continue;
                }
                int ours = order(first.estimate().get(), second.estimate().get());
                chance += ours == 0 ? 1 : 0;
                same += ours == order ? 1 : 0;
                other += ours == -order ? 1 : 0;
            }
        }
        return pairs == 0
                ? Optional.empty()
                : Optional.of(new Verdict(pairs, same, other, chance, waiting, chanceInSource));
    }

    /** 0 if the difference may be chance. */
    private static int order(Estimate first, Estimate second) {
        double difference = first.mean() - second.mean();
        return Math.abs(difference) <= first.chanceBeside(second) ? 0 : (int) Math.signum(difference);
    }

    /** {@code Of 66 pairs of cells that the source orders, ours orders 40 the same way, ...}. */
    @Override
    public String toString() {
        String all = "Of " + count(pairs, "pair", "pairs") + " of cells that the source orders, ";
        return waiting == pairs
                ? all + "ours has results for none yet."
                : all
                        + String.format(
                                "ours orders %s the same way, %s the other way; %s by less than chance%s.",
                                Numbers.count(same),
                                Numbers.count(other),
                                count(chance, "differs", "differ"),
                                waiting == 0 ? "" : "; " + count(waiting, "has no results yet", "have no results yet"));
    }

    /** How far the source can be relied on. */
    String source() {
        return String.format(
                "In the source itself, %s of the %s by less than chance, taken as one run each on the test images.",
                Numbers.count(chanceInSource), count(pairs, "pair differs", "pairs differ"));
    }

    private static String count(int count, String one, String many) {
        return Numbers.count(count) + " " + (count == 1 ? one : many);
    }
}
