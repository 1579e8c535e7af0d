// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.List;

/** All that is wrong with an experiment file. */
public final class InvalidExperiment extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidExperiment(String file, List<String> problems) {
        super(problems.size() + (problems.size() == 1 ? " error" : " errors") + " in " + file + "; nothing was run.");
        this.problems = List.copyOf(problems);
    }

    /** One line each, {@code file:line:column: what}, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
