// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Collection;
import org.capsnet.routing.spi.NearestName;

/** The end of a message about a name that isn't known. */
final class Nearest {

    private Nearest() {}

    /** {@code ; did you mean "mnist"?}, or all there are. */
    static String of(String typed, Collection<String> known) {
        return NearestName.of(typed, known)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElseGet(() -> "; there are " + String.join(", ", known));
    }
}
