// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apiguardian.api.API;

/** The name that a user probably meant. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NearestName {

    private NearestName() {}

    /**
     * {@return the candidate with the fewest typing errors, if it has few for its length}
     *
     * @param typed what isn't there
     * @param candidates what is there
     */
    public static Optional<String> of(String typed, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(typed, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(typed, candidate) <= Math.max(1, candidate.length() / 3)
                        || (typed.length() > 2 && candidate.startsWith(typed)));
    }

    /**
     * {@return {@code  Did you mean "dynamic"?} with a blank before it, or nothing}
     *
     * @param typed what isn't there
     * @param candidates what is there
     */
    public static String suggestion(String typed, Collection<String> candidates) {
        return of(typed, candidates)
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
