// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.OptionDescription.Kind;

/** Options of routings: the components of their records. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Options {

    private Options() {}

    /**
     * Checks values against the ranges declared by {@link Option}. Meant for the compact constructor of a routing:
     *
     * <pre>{@code
     * public record LambdaRouting(@Option(value = "...", above = 0) double lambda) implements Routing {
     *     public LambdaRouting {
     *         Options.check(LambdaRouting.class, lambda);
     *     }
     * }
     * }</pre>
     *
     * @param type the record
     * @param values its components in order
     * @throws IllegalArgumentException if a value is null, not a number or out of range; the message names the option
     */
    public static void check(Class<? extends Record> type, Object... values) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != values.length) {
            throw new IllegalArgumentException(
                    type.getName() + " has " + components.length + " options but checks " + values.length);
        }
        for (int k = 0; k < values.length; k++) {
            Range.of(components[k]).check(kebab(components[k].getName()), values[k]);
        }
    }

    /** What is known of the options of a routing, in the order of its record. */
    static List<OptionDescription> describe(Routing routing) {
        List<OptionDescription> descriptions = new ArrayList<>();
        for (RecordComponent component : routing.getClass().getRecordComponents()) {
            Option option = component.getAnnotation(Option.class);
            String text = text(value(routing, component));
            descriptions.add(new OptionDescription(
                    kebab(component.getName()),
                    kind(component.getType()),
                    typeName(component.getType()),
                    text,
                    Range.of(component).toString(),
                    option == null ? "" : option.value(),
                    option != null && text.equals(option.asBefore())));
        }
        return descriptions;
    }

    /**
     * A copy of a routing with some options replaced.
     *
     * @param plugin name for messages
     * @param changes option names in kebab-case, and their new values as text
     */
    static Routing with(String plugin, Routing routing, Map<String, String> changes) {
        RecordComponent[] components = routing.getClass().getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(c -> kebab(c.getName())).toList();
        for (String name : changes.keySet()) {
            if (!names.contains(name)) {
                throw new RoutingException("The routing \"" + plugin + "\" has no option \"" + name + "\"."
                        + NearestName.suggestion(name, names)
                        + (names.isEmpty()
                                ? " It has no options."
                                : " Its options: " + String.join(", ", names) + "."));
            }
        }
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int k = 0; k < components.length; k++) {
            String change = changes.get(names.get(k));
            types[k] = components[k].getType();
            values[k] = change == null ? value(routing, components[k]) : parse(plugin, names.get(k), types[k], change);
        }
        try {
            Constructor<? extends Routing> constructor = routing.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new RoutingException(
                        "Option of the routing \"" + plugin + "\": " + refused.getMessage() + ".", refused);
            }
            throw new RoutingException(
                    "The constructor of " + routing.getClass().getName() + " fails with " + e.getCause()
                            + ". Report this to the author of the routing \"" + plugin + "\".",
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new RoutingException("Can't construct " + routing.getClass().getName() + ": " + e.getMessage(), e);
        }
    }

    /** {@code stopGradient} to {@code stop-gradient}. */
    static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Object parse(String plugin, String name, Class<?> type, String text) {
        try {
            if (type == int.class) {
                return Integer.parseInt(text);
            }
            if (type == long.class) {
                return Long.parseLong(text);
            }
            if (type == double.class) {
                return Double.parseDouble(text);
            }
            if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
                return Boolean.parseBoolean(text);
            }
            if (type == String.class) {
                return text;
            }
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    if (text(constant).equals(text)) {
                        return constant;
                    }
                }
            }
        } catch (NumberFormatException e) {
            // Falls through to the message below, which says what was expected.
        }
        throw new RoutingException("Option \"" + name + "\" of the routing \"" + plugin + "\" must be " + typeName(type)
                + " but is \"" + text + "\".");
    }

    private static Object value(Routing routing, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(routing);
        } catch (ReflectiveOperationException e) {
            throw new RoutingException(
                    "Can't read " + component + " of " + routing.getClass().getName(), e);
        }
    }

    private static Kind kind(Class<?> type) {
        if (type == boolean.class) {
            return Kind.BOOLEAN;
        }
        return type.isPrimitive() ? Kind.NUMBER : Kind.TEXT;
    }

    private static String typeName(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Options::text).collect(Collectors.joining(" or "));
        }
        return type == String.class ? "text" : type.getSimpleName();
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e9) {
            return String.valueOf(number.longValue());
        }
        return String.valueOf(value);
    }

    /** The numbers that an option admits. */
    private record Range(double min, double max, double above) {

        static Range of(RecordComponent component) {
            Option option = component.getAnnotation(Option.class);
            return option == null
                    ? new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                    : new Range(option.min(), option.max(), option.above());
        }

        void check(String name, Object value) {
            if (value == null) {
                throw new IllegalArgumentException(name + " must be given");
            }
            if (value instanceof Number number) {
                double x = number.doubleValue();
                if (!Double.isFinite(x) || x < min || x > max || x <= above) {
                    throw new IllegalArgumentException(
                            name + " must be " + (isEmpty() ? "finite" : this) + " but is " + text(value));
                }
            }
        }

        private boolean isEmpty() {
            return toString().isEmpty();
        }

        @Override
        public String toString() {
            List<String> bounds = new ArrayList<>();
            if (above != Double.NEGATIVE_INFINITY) {
                bounds.add("greater than " + text(above));
            }
            if (min != Double.NEGATIVE_INFINITY) {
                bounds.add("at least " + text(min));
            }
            if (max != Double.POSITIVE_INFINITY) {
                bounds.add("at most " + text(max));
            }
            return String.join(" and ", bounds);
        }
    }
}
