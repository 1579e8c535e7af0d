// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.capsnet.core.routing.Routing;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.experiments.yaml.Place;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue.Scalar;
import org.capsnet.routing.spi.OptionDescription;
import org.capsnet.routing.spi.OptionDescription.Kind;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingException;

/** Makes the routing that a cell's settings describe. */
final class RoutingReader {

    private static final String PREFIX = "routing.";

    private final RoutingCatalog catalog;
    private final Problems problems;

    RoutingReader(RoutingCatalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /**
     * The routing, or nothing with the reasons noted.
     *
     * @param otherwise where to point if the file names no routing
     */
    Optional<NamedRouting> read(Overlay settings, Place otherwise) {
        Optional<Given> given = settings.given(Setting.ROUTING);
        if (given.isEmpty()) {
            problems.add(
                    otherwise,
                    "no routing is chosen; write routing: NAME, with one of " + String.join(", ", catalog.names()));
            return Optional.empty();
        }
        Optional<String> name = settings.get(Setting.ROUTING);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Place place = given.get().value().place();
        BiFunction<String, Map<String, String>, Routing> maker =
                settings.get(Setting.LITERAL).orElse(false) ? catalog::createLiteral : catalog::create;
        try {
            maker.apply(name.get(), Map.of());
        } catch (RoutingException e) {
            problems.add(place, sentence(e));
            return Optional.empty();
        }
        int before = problems.count();
        Map<String, String> options = options(name.get(), settings, maker);
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NamedRouting(name.get(), maker.apply(name.get(), options)));
        } catch (RoutingException e) {
            // Each option is right by itself, but not with the others.
            problems.add(place, sentence(e));
            return Optional.empty();
        }
    }

    private Map<String, String> options(
            String name, Overlay settings, BiFunction<String, Map<String, String>, Routing> maker) {
        Map<String, OptionDescription> known = new LinkedHashMap<>();
        catalog.options(name).forEach(option -> known.put(option.name(), option));
        Map<String, String> options = new LinkedHashMap<>();
        settings.values().forEach((path, given) -> {
            if (!path.startsWith(PREFIX) || Setting.at(path).isPresent()) {
                return;
            }
            String option = path.substring(PREFIX.length());
            if (!known.containsKey(option)) {
                problems.add(given.key(), unknown(name, option, List.copyOf(known.keySet())));
            } else if (given.value() instanceof Scalar scalar) {
                value(name, known.get(option), scalar, maker).ifPresent(value -> options.put(option, value));
            }
        });
        return options;
    }

    private String unknown(String name, String option, List<String> known) {
        String others = catalog.names().stream()
                .filter(other -> !other.equals(name))
                .filter(other ->
                        catalog.options(other).stream().anyMatch(o -> o.name().equals(option)))
                .reduce((a, b) -> a + ", " + b)
                .map(all -> "; it is an option of " + all)
                .orElse("");
        String end = known.isEmpty() ? "; it has none" : Nearest.of(option, known);
        return "the routing \"" + name + "\" has no option \"" + option + "\""
                + (others.isEmpty()
                        ? end
                        : others + "; " + name + " has " + (known.isEmpty() ? "none" : String.join(", ", known)));
    }

    private Optional<String> value(
            String name,
            OptionDescription option,
            Scalar scalar,
            BiFunction<String, Map<String, String>, Routing> maker) {
        if (option.kind() == Kind.BOOLEAN && !Truth.isTruth(scalar)) {
            return new Truth().read(PREFIX + option.name(), scalar, problems).map(String::valueOf);
        }
        if (option.kind() == Kind.NUMBER && !Numeral.isDecimal(scalar)) {
            problems.add(
                    scalar.place(),
                    PREFIX + option.name() + " must be " + option.type() + comma(option.range()) + ", but is "
                            + scalar.kind()
                            + Numeral.advice(scalar, !option.type().equals("a number")));
            return Optional.empty();
        }
        try {
            maker.apply(name, Map.of(option.name(), scalar.text()));
            return Optional.of(scalar.text());
        } catch (RoutingException e) {
            String advice = option.kind() == Kind.NUMBER
                    ? Numeral.advice(scalar, !option.type().equals("a number"))
                    : "";
            problems.add(
                    scalar.place(),
                    PREFIX + option.name() + " must be " + option.type() + comma(option.range()) + ", but is "
                            + scalar.kind() + advice);
            return Optional.empty();
        }
    }

    private static String comma(String range) {
        return range.isEmpty() ? "" : ", " + range;
    }

    private static String sentence(RoutingException e) {
        return e.getMessage().strip().replaceFirst("\\.$", "");
    }
}
