// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.document;

import java.util.List;
import org.capsnet.experiments.document.Block.Align;
import org.capsnet.experiments.document.Block.Column;
import org.capsnet.experiments.document.Block.Paragraph;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.document.Document.Section;
import org.capsnet.experiments.report.TextTable;

/** What matters of a report, for a terminal. */
public final class TextDocument {

    private TextDocument() {}

    /** The paragraphs and tables of the summaries. */
    public static String text(Document document) {
        StringBuilder text = new StringBuilder();
        for (Section section : document.sections()) {
            text.append(text.isEmpty() ? "" : "\n").append(section.title()).append('\n');
            section.summary().forEach(block -> {
                if (block instanceof Paragraph paragraph) {
                    text.append(paragraph.text()).append('\n');
                } else if (block instanceof Table table) {
                    text.append('\n')
                            .append(text(table))
                            .append(table.caption())
                            .append("\n\n");
                }
            });
        }
        return text.toString().stripTrailing() + "\n";
    }

    private static TextTable text(Table table) {
        TextTable text = new TextTable();
        for (Column column : table.columns()) {
            if (column.align() == Align.NUMBER) {
                text.number(column.heading());
            } else {
                text.text(column.heading());
            }
        }
        for (List<String> row : table.rows()) {
            text.row(row.toArray(String[]::new));
        }
        return text;
    }
}
