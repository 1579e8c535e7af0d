// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.yaml.Place;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlReader;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Entry;
import org.capsnet.experiments.yaml.YamlValue.Mapping;
import org.capsnet.experiments.yaml.YamlValue.Scalar;
import org.capsnet.routing.spi.NearestName;
import org.capsnet.routing.spi.RoutingCatalog;

/**
 * Reads experiment files. A file is checked as it stands and with each of its profiles, whichever is chosen, and all that is
 * wrong is told at once. Nothing else is read: neither images nor results.
 */
public final class ExperimentReader {

    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String PROFILES = "profiles";
    private static final Set<String> KEYS =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of(NAME, DESCRIPTION, PROFILES, ReportReader.KEY)));
    private static final Text TEXT = new Text();

    private final RoutingCatalog catalog;

    /** A reader that knows the routings of a catalog. */
    @Inject
    public ExperimentReader(RoutingCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads a file.
     *
     * @param file the YAML file
     * @param profile the profile to choose; with none, the file as it stands
     * @param changes settings that take the place of the file's, each {@code path=value}; one for an axis of the grid leaves
     *     that value of the axis alone
     * @return at least one cell
     * @throws InvalidExperiment if anything is wrong with the file or the changes
     * @throws UserError if the file can't be read, or has no such profile
     */
    public Experiment read(Path file, Optional<String> profile, List<String> changes) {
        Problems problems = new Problems();
        Optional<YamlValue> content = YamlReader.file(file, problems);
        if (content.isEmpty()) {
            if (problems.isEmpty()) {
                problems.add(new Place(file.toString(), 1, 1), "the file is empty; it needs at least a routing");
            }
            throw new InvalidExperiment(file.toString(), problems.lines());
        }
        if (!(content.get() instanceof Mapping map)) {
            problems.add(
                    content.get().place(),
                    "a file must be a map with keys such as name, base and grid, but is "
                            + content.get().kind());
            throw new InvalidExperiment(file.toString(), problems.lines());
        }
        return read(file, map, profile, changes, problems);
    }

    private Experiment read(Path file, Mapping map, Optional<String> profile, List<String> changes, Problems problems) {
        PartsReader parts = new PartsReader(problems, new OverlayReader(problems, routingOptions()));
        String name = text(map, NAME, problems).orElseGet(() -> nameOf(file));
        String description = text(map, DESCRIPTION, problems).orElse("");
        Parts plain = parts.read(map, KEYS);
        ReportSpec report = entry(map, ReportReader.KEY)
                .map(entry -> new ReportReader(problems, plain).read(entry.value()))
                .orElse(ReportSpec.NONE);
        Map<String, Parts> profiles = profiles(map, parts, problems);
        Changes changed = Changes.read(changes, parts, problems);
        int before = problems.count();
        profile.filter(wanted -> !profiles.containsKey(wanted)).ifPresent(wanted -> {
            if (before == 0) {
                throw new UserError(file + " has " + noProfile(wanted, profiles.keySet()) + ".");
            }
            // What is wrong may be the profile itself.
            names(map)
                    .filter(names -> !names.contains(wanted))
                    .ifPresent(names ->
                            problems.add(Place.of("--profile " + wanted), "the file has " + noProfile(wanted, names)));
        });

        List<Cell> cells = List.of();
        CellList list = new CellList(catalog, problems, name, map.place());
        List<Cell> asItStands = list.of(plain, Overlay.NONE, plain.exclusions());
        if (profile.isEmpty()) {
            cells = changed.isNone() ? asItStands : list.of(changed.to(plain), changed.off(plain), Optional.empty());
        }
        for (Map.Entry<String, Parts> each : profiles.entrySet()) {
            Parts own = each.getValue();
            requireNotOnAxis(each.getKey(), own, plain, problems);
            Parts merged = plain.under(own);
            boolean chosen = profile.equals(Optional.of(each.getKey()));
            List<Cell> its = list.of(merged, Overlay.NONE, own.exclusions());
            if (chosen) {
                cells = changed.isNone() ? its : list.of(changed.to(merged), changed.off(merged), Optional.empty());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidExperiment(file.toString(), problems.lines());
        }
        return new Experiment(name, description, profile, cells, report);
    }

    private Set<String> routingOptions() {
        Set<String> options = new LinkedHashSet<>();
        catalog.names().forEach(name -> catalog.options(name).forEach(option -> options.add(option.name())));
        return options;
    }

    private static Optional<Entry> entry(Mapping map, String key) {
        return map.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    private static Optional<String> text(Mapping map, String key, Problems problems) {
        return entry(map, key)
                .flatMap(entry -> TEXT.read(key, entry.value(), problems))
                .map(String::strip);
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    private static Map<String, Parts> profiles(Mapping map, PartsReader parts, Problems problems) {
        Map<String, Parts> profiles = new LinkedHashMap<>();
        Optional<Entry> given = entry(map, PROFILES);
        if (given.isEmpty()) {
            return profiles;
        }
        if (!(given.get().value() instanceof Mapping all)) {
            problems.add(
                    given.get().value().place(),
                    "profiles must be a map of names and what each changes, but is "
                            + given.get().value().kind());
            return profiles;
        }
        for (Entry profile : all.entries()) {
            if (profile.value() instanceof Mapping changes) {
                profiles.put(profile.key(), parts.read(changes, Set.of()));
            } else if (profile.value() instanceof Scalar scalar && scalar.isNothing()) {
                profiles.put(profile.key(), parts.read(new Mapping(profile.place(), List.of()), Set.of()));
            } else {
                problems.add(
                        profile.value().place(),
                        "the profile " + profile.key() + " must be a map of what it changes, but is "
                                + profile.value().kind());
            }
        }
        return profiles;
    }

    /** The names of all profiles, also of those that are wrong; nothing if there is something else in their place. */
    private static Optional<Set<String>> names(Mapping map) {
        Optional<YamlValue> given = entry(map, PROFILES).map(Entry::value);
        if (given.isEmpty()) {
            return Optional.of(Set.of());
        }
        return given.filter(Mapping.class::isInstance).map(all -> {
            Set<String> names = new LinkedHashSet<>();
            ((Mapping) all).entries().forEach(each -> names.add(each.key()));
            return names;
        });
    }

    private static String noProfile(String wanted, Set<String> names) {
        return "no profile \"" + wanted + "\"." + NearestName.suggestion(wanted, names) + " It has "
                + (names.isEmpty() ? "none" : String.join(", ", names));
    }

    /** An axis would hide what the profile gives, and nobody would see it. */
    private static void requireNotOnAxis(String name, Parts profile, Parts plain, Problems problems) {
        profile.base()
                .values()
                .forEach((path, given) -> plain.axes().values().stream()
                        .filter(axis -> !profile.axes().containsKey(axis.path()) && axis.gives(path))
                        .findFirst()
                        .ifPresent(axis -> problems.add(
                                given.key(),
                                path + " is set by the axis " + axis.path()
                                        + " of the grid, which a base doesn't change; give the" + " profile " + name
                                        + " a grid with that axis")));
    }

    /** What the command line changes. */
    private record Changes(Overlay settings, Optional<List<Long>> seeds) {

        static Changes read(List<String> changes, PartsReader parts, Problems problems) {
            int before = problems.count();
            Map<String, Given> settings = new LinkedHashMap<>();
            Optional<List<Long>> seeds = Optional.empty();
            for (String change : changes) {
                String source = "--set " + change;
                Place place = Place.of(source);
                int equals = change.indexOf('=');
                if (equals < 1 || equals == change.length() - 1) {
                    problems.add(place, "write a setting and its value, as in --set training.epochs=2");
                    continue;
                }
                String path = change.substring(0, equals).strip();
                Optional<YamlValue> value = YamlReader.text(source, change.substring(equals + 1), problems);
                if (value.isEmpty()) {
                    continue;
                }
                if (path.equals(PartsReader.SEEDS)) {
                    seeds = Optional.of(parts.seeds(value.get()));
                    continue;
                }
                parts.setting(path, place, value.get()).values().forEach((key, given) -> {
                    if (settings.put(key, given) != null) {
                        problems.add(place, key + " is set twice on the command line");
                    }
                });
            }
            return new Changes(new Overlay(settings, problems.count() == before), seeds);
        }

        boolean isNone() {
            return settings.values().isEmpty() && seeds.isEmpty();
        }

        /** What is set and is no axis. */
        Overlay off(Parts parts) {
            Map<String, Given> rest = new LinkedHashMap<>(settings.values());
            rest.keySet().removeAll(parts.axes().keySet());
            return new Overlay(rest, settings.readable());
        }

        /** Each axis of a setting has the value that is set, and no other. */
        Parts to(Parts parts) {
            Map<String, Parts.Axis> axes = new LinkedHashMap<>(parts.axes());
            axes.replaceAll((path, axis) -> settings.values().containsKey(path)
                    ? new Parts.Axis(path, axis.place(), List.of(settings.only(path)))
                    : axis);
            return new Parts(parts.base(), axes, parts.exclusions(), parts.cells(), seeds.or(parts::seeds));
        }
    }
}
