// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.UserError;

/**
 * Which of ND4J's backends is to do the work. The launcher chooses it, since it makes the class path.
 *
 * @param name {@code cpu}, {@code cuda}, or {@code cuda-redist}, which brings CUDA's libraries along
 */
public record Backend(String name) {

    /** System property that the launcher sets to the name. */
    private static final String PROPERTY = "capsnet.backend";

    private static final String CPU = "cpu";

    /** That of this process. */
    public static Backend ofProcess() {
        return new Backend(System.getProperty(PROPERTY, CPU));
    }

    /** The words of the command line that choose it; none for the CPU's. */
    public List<String> words() {
        return name.equals(CPU) ? List.of() : List.of("--backend", name);
    }

    /**
     * Makes sure that it can do the work, in other processes. Nothing for the CPU's.
     *
     * @throws UserError if it needs a GPU and can't use one; says what is missing
     */
    public void check() {
        if (name.equals(CPU)) {
            return;
        }
        Optional<String> problem =
                GpuCheck.ofThisMachine().problem(name).or(CudaProbeProcess.likeThisProcess()::problem);
        if (problem.isPresent()) {
            throw new UserError(GpuCheck.message(name, problem.get()));
        }
    }
}
