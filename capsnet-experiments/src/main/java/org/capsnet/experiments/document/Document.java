// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.document;

import java.util.List;
import java.util.stream.Stream;

/**
 * A report.
 *
 * @param title its heading
 * @param overview what stands before the first section
 * @param sections at least one
 */
public record Document(String title, List<Block> overview, List<Section> sections) {

    /** Keeps copies of the lists. */
    public Document {
        overview = List.copyOf(overview);
        sections = List.copyOf(sections);
    }

    /**
     * A part with a heading of its own.
     *
     * @param summary what matters, which a terminal shows
     * @param details all else
     */
    public record Section(String title, List<Block> summary, List<Block> details) {

        /** Keeps copies of the lists. */
        public Section {
            summary = List.copyOf(summary);
            details = List.copyOf(details);
        }

        /** The summary and the details. */
        Stream<Block> blocks() {
            return Stream.concat(summary.stream(), details.stream());
        }
    }

    /** All figures in order. */
    public List<Block.Figure> figures() {
        return Stream.concat(overview.stream(), sections.stream().flatMap(Section::blocks))
                .filter(Block.Figure.class::isInstance)
                .map(Block.Figure.class::cast)
                .toList();
    }
}
