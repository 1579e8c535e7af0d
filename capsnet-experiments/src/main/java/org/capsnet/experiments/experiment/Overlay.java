// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/**
 * Some settings, by their paths, to be laid over others.
 *
 * @param readable whether these are all that was given; if not, what is wrong was noted
 */
record Overlay(Map<String, Given> values, boolean readable) {

    /** Names that begin their group anew: what was given for another one doesn't fit. */
    private static final List<String> NAMES = List.of(Setting.ROUTING.path(), Setting.INITIALIZATION.path());

    private static final Set<String> FIT_ALL = Set.of(Setting.LITERAL.path());

    static final Overlay NONE = new Overlay(Map.of(), true);

    /** Nothing could be made of what was given. */
    static final Overlay UNREADABLE = new Overlay(Map.of(), false);

    /** These settings with others in their place where there are any. */
    Overlay under(Overlay upper) {
        Map<String, Given> merged = new LinkedHashMap<>(values);
        for (String name : NAMES) {
            if (upper.values.containsKey(name) && !text(name).equals(upper.text(name))) {
                String group = name.substring(0, name.lastIndexOf('.') + 1);
                merged.keySet().removeIf(path -> path.startsWith(group) && !FIT_ALL.contains(path));
            }
        }
        merged.putAll(upper.values);
        return new Overlay(merged, readable && upper.readable);
    }

    /** One of these settings by itself. */
    Overlay only(String path) {
        return new Overlay(Map.of(path, values.get(path)), readable);
    }

    /** The value of a setting; nothing where it isn't given, or can't be read, which was noted when it was. */
    <T> Optional<T> get(Setting<T> setting) {
        return given(setting).flatMap(given -> setting.type().read(setting.path(), given.value(), new Problems()));
    }

    Optional<Given> given(Setting<?> setting) {
        return Optional.ofNullable(values.get(setting.path()));
    }

    /**
     * Whether each of some settings is given here with the same value. Numbers are the same however they are typed.
     *
     * @param others at least one
     */
    boolean holds(Overlay others) {
        return others.values.entrySet().stream()
                .allMatch(other -> values.containsKey(other.getKey())
                        && meaning(other.getKey(), values.get(other.getKey()).value())
                                .equals(meaning(other.getKey(), other.getValue().value())));
    }

    private static Object meaning(String path, YamlValue value) {
        Optional<?> known = Setting.at(path).flatMap(setting -> setting.type().read(path, value, new Problems()));
        if (known.isPresent()) {
            return known.get();
        }
        return value instanceof Scalar scalar
                ? Numeral.isDecimal(scalar) ? Double.valueOf(scalar.text()) : scalar.text()
                : value;
    }

    private Optional<String> text(String path) {
        return Optional.ofNullable(values.get(path))
                .map(Given::value)
                .filter(Scalar.class::isInstance)
                .map(value -> ((Scalar) value).text());
    }
}
