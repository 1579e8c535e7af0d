// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.util.Optional;
import org.capsnet.experiments.UserError;

/** Options that are whole numbers from 1 on. */
final class NumberOption {

    private NumberOption() {}

    /**
     * The number to take.
     *
     * @param typed null if the option isn't there
     * @throws UserError if it is out of range
     */
    static int inRange(String option, Integer typed, int otherwise, int most) {
        int value = Optional.ofNullable(typed).orElse(otherwise);
        if (value < 1 || value > most) {
            throw new UserError(option + " must be 1 to " + most + " but is " + value + ".");
        }
        return value;
    }
}
