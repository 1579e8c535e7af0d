// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/** How numbers are typed. Readers of YAML differ here, so what one of them reads in another way is turned down. */
final class Numeral {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d*)");
    private static final Pattern DECIMAL = Pattern.compile("-?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern LEADING_ZERO = Pattern.compile("-?0\\d+");
    private static final int LONGEST = 40;

    private Numeral() {}

    static boolean isWhole(Scalar value) {
        return !value.quoted() && WHOLE.matcher(value.text()).matches();
    }

    static boolean isDecimal(Scalar value) {
        return !value.quoted() && DECIMAL.matcher(value.text()).matches();
    }

    /** What to type instead, if it can be guessed: {@code ; write 3 without quotes}. */
    static String advice(Scalar value, boolean whole) {
        String text = value.text();
        if (text.length() > LONGEST) {
            return "";
        }
        if (value.quoted()) {
            return DECIMAL.matcher(text).matches() ? "; write " + text + " without quotes" : "";
        }
        if (LEADING_ZERO.matcher(text).matches()) {
            return ", which is octal to some programs; write " + text.replaceFirst("^(-?)0+(?=\\d)", "$1");
        }
        return whole && !WHOLE.matcher(text).matches()
                ? wholeForm(text).map(form -> "; write " + form).orElse("")
                : "";
    }

    /** 1000 for 1e3, 128 for 128.0, 1000 for 1_000. */
    private static Optional<String> wholeForm(String text) {
        String plain = text.replaceAll("(?<=\\d)[_,](?=\\d{3})", "");
        if (!DECIMAL.matcher(plain).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
        return number.scale() <= 0 && number.precision() - number.scale() <= LONGEST / 2
                ? Optional.of(number.toPlainString())
                : Optional.empty();
    }
}
