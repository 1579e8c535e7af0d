// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Entry;
import org.capsnet.experiments.yaml.YamlValue.Mapping;
import org.capsnet.experiments.yaml.YamlValue.Sequence;

/** Layers of capsules from below to above: a list of maps of {@code capsules} and {@code dimensions}. */
record Stages() implements SettingType<List<CapsuleStage>> {

    private static final String CAPSULES = "capsules";
    private static final String DIMENSIONS = "dimensions";
    private static final String STAGE = "{capsules: 10, dimensions: 16}";
    private static final String EXAMPLE = "[" + STAGE + "]";
    private static final WholeNumber NUMBER_OF_CAPSULES = new WholeNumber(1, 65_536, "");
    private static final WholeNumber NUMBER_OF_DIMENSIONS = new WholeNumber(1, 1_024, "");

    @Override
    public Optional<List<CapsuleStage>> read(String setting, YamlValue value, Problems problems) {
        if (!(value instanceof Sequence list) || list.values().isEmpty()) {
            String what = value instanceof Sequence ? "empty" : value.kind();
            problems.add(
                    value.place(),
                    setting + " must be a list of layers such as " + EXAMPLE + ", but is " + what
                            + (value instanceof Mapping ? "; an axis is a list of such lists" : ""));
            return Optional.empty();
        }
        int before = problems.count();
        List<CapsuleStage> stages = new ArrayList<>();
        list.values().forEach(stage -> stage(setting, stage, problems).ifPresent(stages::add));
        return problems.count() == before ? Optional.of(List.copyOf(stages)) : Optional.empty();
    }

    private static Optional<CapsuleStage> stage(String setting, YamlValue value, Problems problems) {
        if (!(value instanceof Mapping map)) {
            problems.add(
                    value.place(),
                    "a layer of " + setting + " must be a map such as " + STAGE + ", but is " + value.kind());
            return Optional.empty();
        }
        Optional<Long> capsules = Optional.empty();
        Optional<Long> dimensions = Optional.empty();
        for (Entry entry : map.entries()) {
            switch (entry.key()) {
                case CAPSULES -> capsules = NUMBER_OF_CAPSULES.read(CAPSULES, entry.value(), problems);
                case DIMENSIONS -> dimensions = NUMBER_OF_DIMENSIONS.read(DIMENSIONS, entry.value(), problems);
                default ->
                    problems.add(
                            entry.place(),
                            "unknown key \"" + entry.key() + "\" in a layer of " + setting
                                    + Nearest.of(entry.key(), List.of(CAPSULES, DIMENSIONS)));
            }
        }
        for (String key : List.of(CAPSULES, DIMENSIONS)) {
            if (map.entries().stream().noneMatch(entry -> entry.key().equals(key))) {
                problems.add(value.place(), "a layer of " + setting + " has no " + key + "; write " + STAGE);
            }
        }
        return capsules.isPresent() && dimensions.isPresent()
                ? Optional.of(new CapsuleStage(
                        capsules.get().intValue(), dimensions.get().intValue()))
                : Optional.empty();
    }
}
