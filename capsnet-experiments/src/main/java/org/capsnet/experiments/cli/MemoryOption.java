// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import org.capsnet.experiments.UserError;
import org.capsnet.experiments.forecast.MemorySize;

/** The option {@code --memory} of several commands. */
final class MemoryOption {

    static final String DESCRIPTION =
            "Memory that training may take, such as 2GB. Batches that need more are computed in"
                    + " parts, with the same result to rounding.";

    private MemoryOption() {}

    /**
     * What was typed.
     *
     * @throws UserError if it isn't a number with a unit
     */
    static MemorySize parse(String text) {
        return MemorySize.parse(text)
                .filter(memory -> memory.bytes() > 0)
                .orElseThrow(
                        () -> new UserError("--memory must be a size with its unit, KB, MB, GB, TB, KiB, MiB or GiB,"
                                + " such as 2GB or 800MiB, but is \"" + text + "\"."));
    }
}
