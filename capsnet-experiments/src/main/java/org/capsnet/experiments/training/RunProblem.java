// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.Optional;
import org.capsnet.core.routing.RoutingFailure;

/**
 * Why a run ended before its time.
 *
 * @param status a few words for a table, for instance {@code diverged at step 3}
 * @param explanation one sentence or more, in one line
 * @param failure what a routing did wrong, if that is the reason
 */
public record RunProblem(String status, String explanation, Optional<RoutingFailure> failure) {

    /**
     * Numbers became NaN or infinite.
     *
     * @param step the step, from 1
     * @param what which numbers, as a sentence
     */
    public static RunProblem diverged(int step, String what) {
        return new RunProblem("diverged at step " + step, what, Optional.empty());
    }

    /**
     * A routing threw an exception or broke its contract.
     *
     * @param step the step, from 1; 0 if the network couldn't even be made
     */
    public static RunProblem failed(int step, RoutingFailure failure) {
        String status = step == 0 ? "failed" : "failed at step " + step;
        return new RunProblem(status, failure.getMessage(), Optional.of(failure));
    }
}
