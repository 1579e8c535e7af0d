// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capsnet.experiments.yaml.Place;

/**
 * What a file says, or one of its profiles.
 *
 * @param base settings of all cells
 * @param axes by their paths, in the order of the file
 * @param exclusions what the grid leaves out, if it says so
 * @param cells those that are written out, if there are any
 * @param seeds if they are given
 */
record Parts(
        Overlay base,
        Map<String, Axis> axes,
        Optional<List<Exclusion>> exclusions,
        Optional<List<GivenCell>> cells,
        Optional<List<Long>> seeds) {

    /**
     * One dimension of the grid.
     *
     * @param values at least one
     */
    record Axis(String path, Place place, List<Overlay> values) {

        boolean isGroup() {
            return path.equals(PartsReader.BASE) || OverlayReader.isGroup(path);
        }

        boolean gives(String setting) {
            return values.stream().anyMatch(value -> value.values().containsKey(setting));
        }
    }

    /** Settings whose cells the grid leaves out. */
    record Exclusion(Place place, Overlay settings) {}

    /** A cell that is written out. */
    record GivenCell(Place place, Optional<String> name, Overlay settings) {}

    /** These with those of a profile, which take the place of these. */
    Parts under(Parts profile) {
        Map<String, Axis> merged = new LinkedHashMap<>(axes);
        merged.putAll(profile.axes);
        return new Parts(
                base.under(profile.base),
                merged,
                profile.exclusions.or(() -> exclusions),
                profile.cells.or(() -> cells),
                profile.seeds.or(() -> seeds));
    }
}
