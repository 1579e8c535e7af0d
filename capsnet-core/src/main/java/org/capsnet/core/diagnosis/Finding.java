// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A reason why a network won't train.
 *
 * @param diagnosis what it is
 * @param layer the name of the layer that it begins in
 * @param figures what was measured, in a few words
 * @param cause in a sentence without a full stop
 * @param remedies what to change: any one of them; at least one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Finding(Diagnosis diagnosis, String layer, String figures, String cause, List<Remedy> remedies) {

    /**
     * Keeps a copy of the list.
     *
     * @param diagnosis what it is
     * @param layer where
     * @param figures what was measured
     * @param cause why
     * @param remedies what to change
     * @throws IllegalArgumentException if there is no remedy
     */
    public Finding {
        remedies = List.copyOf(remedies);
        if (remedies.isEmpty()) {
            throw new IllegalArgumentException("The finding " + diagnosis + " of layer " + layer + " has no remedy");
        }
    }

    /**
     * {@return all of it in one line, with remedies in words of the caller's own}
     *
     * @param wording from a remedy to a phrase in the imperative without a full stop
     */
    public String text(Function<Remedy, String> wording) {
        String what = remedies.stream().map(wording).collect(Collectors.joining(", or "));
        return layer + ": " + figures + ": " + cause + ". "
                + what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ".";
    }

    /** {@return all of it in one line, for a Deeplearning4j program} */
    @Override
    public String toString() {
        return text(Remedy::toString);
    }
}
