// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.Locale;
import java.util.Optional;
import org.capsnet.core.routing.RoutingFailure;

/**
 * Why a run ended before its time.
 *
 * @param kind what happened
 * @param step the step, from 1; 0 if there was none
 * @param explanation one sentence or more, in one line
 * @param failure what a routing did wrong, if that is the reason
 */
public record RunProblem(Kind kind, int step, String explanation, Optional<RoutingFailure> failure) {

    /** What may happen to a run. */
    public enum Kind {
        /** Numbers became NaN or infinite. */
        DIVERGED,
        /** A routing threw an exception or broke its contract. */
        FAILED,
        /** The run was asked to stop. */
        INTERRUPTED
    }

    /**
     * Numbers became NaN or infinite.
     *
     * @param step the step, from 1
     * @param what which numbers, as a sentence
     */
    public static RunProblem diverged(int step, String what) {
        return new RunProblem(Kind.DIVERGED, step, what, Optional.empty());
    }

    /**
     * A routing threw an exception or broke its contract.
     *
     * @param step the step, from 1; 0 if the network couldn't even be made
     */
    public static RunProblem failed(int step, RoutingFailure failure) {
        return new RunProblem(Kind.FAILED, step, failure.getMessage(), Optional.of(failure));
    }

    /**
     * The run was asked to stop.
     *
     * @param step the last step that was taken; 0 if there was none
     */
    public static RunProblem interrupted(int step) {
        return new RunProblem(Kind.INTERRUPTED, step, "What is done is kept.", Optional.empty());
    }

    /**
     * A few words for a table: {@code diverged at step 3}, {@code failed at step 3} or {@code interrupted after step 3}, the
     * first word alone where there was no step.
     */
    public String status() {
        String what = kind.name().toLowerCase(Locale.ROOT);
        return step == 0 ? what : what + (kind == Kind.INTERRUPTED ? " after step " : " at step ") + step;
    }
}
