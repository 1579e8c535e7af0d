// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.capsnet.routing.spi.Option;

/**
 * Values to try for an option, from its type, its default and its range.
 *
 * @param legal values within the range
 * @param illegal texts that aren't
 */
record OptionSamples(List<Object> legal, List<String> illegal) {

    static OptionSamples of(RecordComponent component, Object value) {
        Option option = component.getAnnotation(Option.class);
        if (option == null) {
            throw Finding.of("an @Option on " + component.getName(), "none", "the record's header");
        }
        if (value instanceof Integer || value instanceof Long) {
            return whole(option, ((Number) value).longValue(), value instanceof Integer);
        }
        if (value instanceof Double number) {
            return real(option, number);
        }
        if (value instanceof Boolean) {
            return new OptionSamples(List.of(true, false), List.of("yes", "1", ""));
        }
        if (value instanceof Enum<?> constant) {
            return new OptionSamples(
                    List.of((Object[]) constant.getDeclaringClass().getEnumConstants()), List.of("no-such-value", ""));
        }
        if (value instanceof String) {
            return new OptionSamples(List.of(value), List.of());
        }
        throw Finding.of(
                component.getName() + " to be an int, long, double, boolean, String or enum",
                component.getType().getName(),
                "the record's header: only these can be set on the command line and saved");
    }

    private static OptionSamples whole(Option option, long value, boolean isInt) {
        List<Object> legal = Stream.of(value, value + 1, value - 1)
                .filter(x -> isWithin(option, x))
                .map(x -> isInt ? (Object) x.intValue() : (Object) x)
                .toList();
        List<String> illegal = new ArrayList<>(List.of("some", "1.5", ""));
        bounds(option).stream()
                .flatMap(bound -> Stream.of(Math.floor(bound) - 1, Math.floor(bound), Math.ceil(bound) + 1))
                .filter(x -> !isWithin(option, x))
                .forEach(x -> illegal.add(String.valueOf(x.longValue())));
        return new OptionSamples(legal, illegal);
    }

    private static OptionSamples real(Option option, double value) {
        List<Object> legal = new ArrayList<>(List.of(value));
        Stream.of(value * 1.25 + 0.125, value * 0.75, (value + option.max()) / 2)
                .filter(Double::isFinite)
                .filter(x -> isWithin(option, x))
                .forEach(legal::add);
        List<String> illegal = new ArrayList<>(List.of("some", "NaN", "Infinity", ""));
        bounds(option).stream()
                .flatMap(bound -> Stream.of(Math.nextDown(bound), bound, Math.nextUp(bound)))
                .filter(x -> !isWithin(option, x))
                .forEach(x -> illegal.add(String.valueOf(x)));
        return new OptionSamples(legal, illegal);
    }

    private static List<Double> bounds(Option option) {
        return Stream.of(option.min(), option.max(), option.above())
                .filter(Double::isFinite)
                .toList();
    }

    private static boolean isWithin(Option option, double x) {
        return x >= option.min() && x <= option.max() && x > option.above();
    }

    /** Other values of a boolean or enum; none for other types. */
    static List<Object> alternatives(Object value) {
        Object[] all = value instanceof Enum<?> constant
                ? constant.getDeclaringClass().getEnumConstants()
                : value instanceof Boolean ? new Object[] {true, false} : new Object[0];
        return Arrays.stream(all).filter(other -> !other.equals(value)).toList();
    }

    /** A value as it would be typed. */
    static String text(Object value) {
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : String.valueOf(value);
    }
}
