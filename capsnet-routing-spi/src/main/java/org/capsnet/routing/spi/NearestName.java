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

    /** Letters left out, put in or replaced, and neighbours that have changed places. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int substitution = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(substitution, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
