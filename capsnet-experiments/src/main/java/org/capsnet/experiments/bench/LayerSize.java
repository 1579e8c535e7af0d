// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capsnet.experiments.UserError;

/**
 * How many capsules a layer has below it and in it.
 *
 * @param inputs I, at least 1
 * @param outputs J, at least 1
 */
public record LayerSize(int inputs, int outputs) {

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,6}):([1-9]\\d{0,6})");

    /**
     * From a text such as {@code 1152:10}.
     *
     * @throws UserError if it looks otherwise
     */
    public static LayerSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UserError("--sizes needs the capsules below and in the layer, for example --sizes 144:10,1152:10,"
                    + " but got \"" + text + "\". Both are whole numbers from 1 to 9999999.");
        }
        return new LayerSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return inputs + ":" + outputs;
    }
}
