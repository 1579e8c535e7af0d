// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.capsnet.experiments.yaml.Place;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Entry;
import org.capsnet.experiments.yaml.YamlValue.Mapping;
import org.capsnet.experiments.yaml.YamlValue.Scalar;
import org.capsnet.experiments.yaml.YamlValue.Sequence;
import org.capsnet.routing.spi.NearestName;

/** Reads settings, whether their keys are nested or joined by dots, and checks each by itself. */
final class OverlayReader {

    private static final String ROUTING = "routing";
    private static final String ROUTING_NAME = Setting.ROUTING.path();
    private static final String INITIALIZATION = "network.initialization";

    /** Groups where a single word is the name. */
    private static final Set<String> NAMED = Set.of(ROUTING, INITIALIZATION);

    private static final Set<String> GROUPS = groups();

    private final Problems problems;
    private final Set<String> routingOptions;

    /**
     * A reader.
     *
     * @param routingOptions the options of all routings, to guess what was meant
     */
    OverlayReader(Problems problems, Set<String> routingOptions) {
        this.problems = problems;
        this.routingOptions = routingOptions;
    }

    private static Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        for (Setting<?> setting : Setting.all()) {
            String path = setting.path();
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                groups.add(path.substring(0, dot));
            }
        }
        return groups;
    }

    static boolean isGroup(String path) {
        return GROUPS.contains(path);
    }

    /** Whether a path is that of a setting; a routing may have any options. */
    static boolean isSetting(String path) {
        return Setting.at(path).isPresent() || isRoutingOption(path);
    }

    private static boolean isRoutingOption(String path) {
        return path.matches("routing\\.[^.]+") && Setting.at(path).isEmpty();
    }

    /** Settings of a map, some of whose keys are for others to read. */
    Overlay read(List<Entry> entries, Set<String> otherKeys) {
        int before = problems.count();
        Map<String, Given> values = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> !otherKeys.contains(entry.key()))
                .forEach(entry -> add(entry.key(), "", entry, otherKeys, values));
        return new Overlay(values, problems.count() == before);
    }

    /** One setting or group of settings. */
    Overlay read(String path, Place key, YamlValue value) {
        int before = problems.count();
        Map<String, Given> values = new LinkedHashMap<>();
        add(path, "", new Entry(key, path, value), Set.of(), values);
        return new Overlay(values, problems.count() == before);
    }

    private void add(String path, String parent, Entry entry, Set<String> otherKeys, Map<String, Given> values) {
        YamlValue value = entry.value();
        Optional<Setting<?>> setting = Setting.at(path);
        if (setting.isPresent()) {
            if (path.equals(ROUTING_NAME) && value instanceof Sequence list) {
                severalRoutings(list);
            } else {
                setting.get().type().read(path, value, problems);
            }
            put(path, entry, values);
        } else if (GROUPS.contains(path)) {
            group(path, entry, otherKeys, values);
        } else if (isRoutingOption(path)) {
            if (value instanceof Scalar scalar && !scalar.isNothing()) {
                put(path, entry, values);
            } else {
                problems.add(value.place(), path + " must be a single value, but is " + value.kind());
            }
        } else {
            unknown(path, parent, entry, otherKeys);
        }
    }

    private void group(String path, Entry entry, Set<String> otherKeys, Map<String, Given> values) {
        if (entry.value() instanceof Mapping map) {
            map.entries().forEach(inner -> add(path + "." + inner.key(), path, inner, otherKeys, values));
        } else if (NAMED.contains(path) && entry.value() instanceof Scalar
                || path.equals(ROUTING) && entry.value() instanceof Sequence) {
            add(path + ".name", path, entry, otherKeys, values);
        } else {
            String keys =
                    path.equals(ROUTING) ? "name, literal and the routing's options" : String.join(", ", keys(path));
            problems.add(
                    entry.value().place(),
                    path + " must be a map of settings (" + keys + "), but is "
                            + entry.value().kind());
        }
    }

    private void severalRoutings(Sequence list) {
        boolean names = list.values().stream().allMatch(Scalar.class::isInstance);
        String example = names && !list.values().isEmpty()
                ? list.values().stream().map(name -> ((Scalar) name).text()).collect(Collectors.joining(", "))
                : "NAME, OTHER";
        problems.add(
                list.place(),
                "a run has one routing, but this is a list; to compare several, write grid: {" + ROUTING_NAME + ": ["
                        + example + "]}, or cells with a routing each");
    }

    private void put(String path, Entry entry, Map<String, Given> values) {
        Given first = values.putIfAbsent(path, new Given(entry.place(), entry.value()));
        if (first != null) {
            problems.add(
                    entry.place(),
                    path + " is given twice (first at line " + first.key().line() + ")");
        }
    }

    private void unknown(String path, String parent, Entry entry, Set<String> otherKeys) {
        String where = parent.isEmpty() ? "" : " in " + parent;
        problems.add(entry.place(), "unknown key \"" + entry.key() + "\"" + where + guess(path, parent, otherKeys));
    }

    /** What an unknown path may have been meant for. */
    String guess(String path, String parent, Set<String> otherKeys) {
        String key = path.substring(path.lastIndexOf('.') + 1);
        Map<String, String> byLastKey = byLastKey();
        if (byLastKey.containsKey(key)) {
            return meant(byLastKey.get(key));
        }
        List<String> here = new ArrayList<>(keys(parent));
        if (parent.isEmpty()) {
            here.addAll(otherKeys);
            if (path.contains(".")) {
                here.addAll(Setting.all().stream().map(Setting::path).toList());
            }
        }
        String typed = parent.isEmpty() ? path : key;
        return NearestName.of(typed, here)
                .or(() -> NearestName.of(key, byLastKey.keySet()).map(byLastKey::get))
                .map(OverlayReader::meant)
                .orElseGet(() -> Nearest.of(typed, here));
    }

    private static String meant(String path) {
        return "; did you mean \"" + path + "\"?";
    }

    /** Paths of all settings, and of the options of all routings, by what they end with. */
    private Map<String, String> byLastKey() {
        Map<String, String> paths = new TreeMap<>();
        routingOptions.forEach(option -> paths.put(option, ROUTING + "." + option));
        Setting.all().stream()
                .map(Setting::path)
                .filter(path -> !path.endsWith(".name"))
                .forEach(path -> paths.put(path.substring(path.lastIndexOf('.') + 1), path));
        return paths;
    }

    /** The keys of a group, or of a file. */
    private static List<String> keys(String group) {
        String prefix = group.isEmpty() ? "" : group + ".";
        return Setting.all().stream()
                .map(Setting::path)
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replaceFirst("\\..*", ""))
                .distinct()
                .toList();
    }
}
