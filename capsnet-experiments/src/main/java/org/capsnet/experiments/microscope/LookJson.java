// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import org.capsnet.experiments.microscope.Look.Evidence;
import org.capsnet.experiments.microscope.Look.Layer;
import org.capsnet.experiments.microscope.Look.Path;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The figures of a look as JSON, for other programs. */
public final class LookJson {

    private static final int LISTED = 10;

    private LookJson() {}

    /**
     * A JSON object.
     *
     * @param page where the page is
     */
    public static String text(Look look, java.nio.file.Path page) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("run", look.run().cell().id());
        root.put("image", look.picture().number());
        root.put("page", page.toString());
        put(look.classes(), root);
        ArrayNode layers = root.putArray("layers");
        look.layers().forEach(layer -> put(layer, layers.addObject()));
        ArrayNode paths = root.putArray("contributions");
        look.paths().forEach(path -> put(path, paths.addObject()));
        look.evidence().ifPresent(evidence -> put(evidence, root.putObject("evidence")));
        ArrayNode couplings = root.putArray("couplings");
        look.couplings().forEach(iteration -> {
            ArrayNode row = couplings.addArray();
            for (double coupling : iteration) {
                row.add(coupling);
            }
        });
        look.drawings().ifPresent(drawings -> root.put("squared_error", drawings.error()));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void put(Look.Classes classes, ObjectNode root) {
        root.put("label", classes.name(classes.label()));
        root.put("winner", classes.name(classes.winner()));
        root.put("rival", classes.name(classes.rival()));
        root.put("right", classes.right());
        ObjectNode activations = root.putObject("activations");
        for (int k = 0; k < classes.names().size(); k++) {
            activations.put(classes.name(k), classes.activations()[k]);
        }
    }

    private static void put(Layer layer, ObjectNode node) {
        node.put("name", layer.name());
        node.put("capsules", layer.capsules());
        node.put("dimensions", layer.dimensions());
        node.put("dead", layer.dead());
        node.put("saturated", layer.saturated());
    }

    private static void put(Path path, ObjectNode node) {
        node.put("layer", path.layer().name());
        path.grid().ifPresent(grid -> {
            ArrayNode places = node.putArray("places");
            double[] sums = PlaceMap.sums(path.winner(), grid);
            for (int row = 0; row < grid.height(); row++) {
                ArrayNode columns = places.addArray();
                for (int column = 0; column < grid.width(); column++) {
                    columns.add(sums[row * grid.width() + column]);
                }
            }
        });
        ArrayNode largest = node.putArray("largest");
        for (int capsule : Shares.largest(path.winner(), LISTED)) {
            ObjectNode each = largest.addObject();
            each.put("capsule", capsule);
            path.grid().ifPresent(grid -> {
                each.put("type", grid.type(capsule));
                each.put("row", grid.row(capsule));
                each.put("column", grid.column(capsule));
            });
            each.put("contribution", path.winner()[capsule]);
            each.put("contribution_to_rival", path.rival()[capsule]);
        }
    }

    private static void put(Evidence evidence, ObjectNode node) {
        node.put("winner", Shares.sum(evidence.winner()));
        node.put("rival", Shares.sum(evidence.rival()));
        node.put("alignment", evidence.alignment());
        node.put("votes_seen", evidence.votes().seen());
    }
}
