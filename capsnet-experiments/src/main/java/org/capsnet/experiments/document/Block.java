// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.document;

import java.util.List;

/** A part of a report. All texts are plain; what a format gives a meaning is escaped when it is written. */
public sealed interface Block {

    /** What a paragraph is for. */
    enum Kind {
        /** To be read on. */
        PLAIN,
        /** The answer that the reader came for. */
        VERDICT,
        /** What the reader must know before believing anything. */
        WARNING
    }

    /** Some sentences. */
    record Paragraph(Kind kind, String text) implements Block {}

    /** A heading within a section. */
    record Heading(String text) implements Block {}

    /** How a column is set. */
    enum Align {
        /** Short text. */
        TEXT,
        /** Text that may need several lines. */
        LONG_TEXT,
        /** A number, to the right. */
        NUMBER
    }

    /**
     * A column of a table.
     *
     * @param heading above it
     */
    record Column(String heading, Align align) {

        /** A column of short text. */
        public static Column text(String heading) {
            return new Column(heading, Align.TEXT);
        }

        /** A column of text that may need several lines. */
        public static Column longText(String heading) {
            return new Column(heading, Align.LONG_TEXT);
        }

        /** A column of numbers. */
        public static Column number(String heading) {
            return new Column(heading, Align.NUMBER);
        }
    }

    /**
     * A table whose first column names the rows.
     *
     * @param caption what it shows and how it is read
     * @param rows each with a cell for every column
     */
    record Table(String caption, List<Column> columns, List<List<String>> rows) implements Block {

        /** Keeps copies of the lists. */
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A picture.
     *
     * @param name fit for a file, and unique in the report
     * @param caption what it shows and how it is read
     * @param svg an {@code svg} element
     */
    record Figure(String name, String caption, String svg) implements Block {}

    /** Answers to questions. */
    record Facts(List<Fact> facts) implements Block {

        /** Keeps a copy of the list. */
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** An answer to a question. */
    record Fact(String term, String text) {}
}
