// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import org.capsnet.core.tensor.Tensor;

/**
 * Squash of Efficient-CapsNet, (1 − e^−n) s / n with n = |s|. A short capsule stays as it is, where Sabour's squash
 * leaves it |s| times as long.
 *
 * <p>The factor f(n) = (1 − e^−n) / n is 1 at 0, where the quotient is undefined, and loses digits beside it. So it is
 * computed as f(n) = series(min(n, h)) · quotient(max(n, h)) / f(h): at either side of h one of the first two is f(h).
 */
final class ExponentialSquash {

    /** h: the quotient is good to 16 units in the last place above, nine terms of the series are exact below. */
    private static final double SPLIT = 1.0 / 16;

    private static final int TERMS = 9;

    private ExponentialSquash() {}

    static Tensor of(Tensor s) {
        Tensor n = s.lengths().insertAxis(-1); // [B, J, 1]
        Tensor missing = n.negated().plus(SPLIT).relu(); // max(n, h) − n = h − min(n, h)
        Tensor product = series(missing.negated().plus(SPLIT)).times(quotient(n.plus(missing))); // f(n) f(h)
        return s.times(product.times(-SPLIT / Math.expm1(-SPLIT))); // [B, J, D]
    }

    /** 1 − n/2 (1 − n/3 (1 − n/4 (…))). */
    private static Tensor series(Tensor n) {
        Tensor sum = n.times(-1.0 / TERMS).plus(1);
        for (int k = TERMS - 1; k >= 2; k--) {
            sum = n.times(sum).times(-1.0 / k).plus(1);
        }
        return sum;
    }

    private static Tensor quotient(Tensor n) {
        return n.negated().exp().negated().plus(1).dividedBy(n);
    }
}
