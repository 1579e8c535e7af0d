// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.document;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.capsnet.experiments.document.Block.Align;
import org.capsnet.experiments.document.Block.Facts;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.document.Block.Heading;
import org.capsnet.experiments.document.Block.Kind;
import org.capsnet.experiments.document.Block.Paragraph;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.document.Document.Section;

/** A report as Markdown with GitHub's tables; its figures are files beside it. */
public final class MarkdownDocument {

    /** The first line of every such file. */
    public static final String SIGNATURE = "<!-- made by capsnet report -->";

    private final Function<Figure, String> file;

    private MarkdownDocument(Function<Figure, String> file) {
        this.file = file;
    }

    /**
     * The text.
     *
     * @param file where a figure is, seen from the text
     */
    public static String text(Document document, Function<Figure, String> file) {
        MarkdownDocument markdown = new MarkdownDocument(file);
        StringBuilder text = new StringBuilder(SIGNATURE + "\n# " + escape(document.title()) + "\n");
        document.overview().forEach(block -> text.append(markdown.text(block)));
        for (Section section : document.sections()) {
            text.append("\n## ").append(escape(section.title())).append('\n');
            section.blocks().forEach(block -> text.append(markdown.text(block)));
        }
        return text.toString();
    }

    private String text(Block block) {
        if (block instanceof Paragraph paragraph) {
            String text = escape(paragraph.text());
            return "\n" + (paragraph.kind() == Kind.PLAIN ? text : "> **" + text + "**") + "\n";
        }
        if (block instanceof Heading heading) {
            return "\n### " + escape(heading.text()) + "\n";
        }
        if (block instanceof Figure figure) {
            String caption = escape(figure.caption());
            return "\n![" + caption + "](" + file.apply(figure) + ")\n\n" + caption + "\n";
        }
        if (block instanceof Facts facts) {
            return facts.facts().stream()
                    .map(fact -> "- **" + escape(fact.term()) + "**: " + escape(fact.text()) + "\n")
                    .collect(Collectors.joining("", "\n", ""));
        }
        Table table = (Table) block;
        return "\n" + escape(table.caption()) + "\n\n"
                + row(table.columns().stream().map(Block.Column::heading).toList())
                + table.columns().stream()
                        .map(column -> column.align() == Align.NUMBER ? "--:" : ":--")
                        .collect(Collectors.joining(" | ", "| ", " |\n"))
                + table.rows().stream().map(MarkdownDocument::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownDocument::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Markdown gives these a meaning at some place; a backslash takes it away at every place. */
    private static String escape(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ")
                .replace("&", "&amp;")
                .replaceAll("([\\\\`*_{}\\[\\]|#~])", "\\\\$1")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
