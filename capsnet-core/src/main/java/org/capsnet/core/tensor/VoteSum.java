// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

/** Σ_i û_ij without offset, computed when first asked for and then shared by all votes that differ in offset only. */
final class VoteSum {

    private final Tensor u;
    private final Tensor w;
    private final VoteSum original;
    private Tensor sum;

    VoteSum(Tensor u, Tensor w) {
        this(u, w, null);
    }

    private VoteSum(Tensor u, Tensor w, VoteSum original) {
        this.u = u;
        this.w = w;
        this.original = original;
    }

    Tensor get() {
        if (sum == null) {
            sum = original == null
                    ? new VoteContractions(u, w).sum()
                    : original.get().detached();
        }
        return sum;
    }

    VoteSum detached() {
        return new VoteSum(null, null, this);
    }
}
