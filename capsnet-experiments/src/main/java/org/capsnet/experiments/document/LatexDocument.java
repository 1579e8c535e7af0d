// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.document;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.capsnet.experiments.document.Block.Facts;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.document.Block.Heading;
import org.capsnet.experiments.document.Block.Kind;
import org.capsnet.experiments.document.Block.Paragraph;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.document.Document.Section;

/** A report as LaTeX to be input into a document, which needs no package for it; its figures are files beside it. */
public final class LatexDocument {

    /** The first line of every such file. */
    public static final String SIGNATURE = "% made by capsnet report";

    /** Longer words than this, such as hashes, may be broken everywhere. */
    private static final int LONG_WORD = 24;

    private static final int PIECE = 8;

    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '|', "\\textbar{}"),
            Map.entry((int) '"', "{''}"),
            Map.entry((int) '`', "{`}"),
            // Two of them would become a dash.
            Map.entry((int) '-', "-{}"),
            // At the start of a row, these are options of the end of the row before.
            Map.entry((int) '[', "{[}"),
            Map.entry((int) ']', "{]}"),
            Map.entry((int) '*', "{*}"),
            Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '−', "$-$"),
            Map.entry((int) '×', "$\\times$"),
            Map.entry((int) '√', "$\\surd$"),
            Map.entry((int) '≤', "$\\le$"),
            Map.entry((int) '≥', "$\\ge$"),
            Map.entry((int) 'λ', "$\\lambda$"),
            Map.entry((int) 'σ', "$\\sigma$"),
            Map.entry((int) '–', "--"),
            Map.entry((int) '—', "---"),
            Map.entry((int) '…', "\\ldots{}"));

    private LatexDocument() {}

    /**
     * The text.
     *
     * @param file where a figure is, seen from the text
     */
    public static String text(Document document, Function<Figure, String> file) {
        StringBuilder text =
                new StringBuilder(SIGNATURE + "\n% Use it with \\input{report}; it needs no package. The figures"
                        + " are SVG: convert them, for instance with inkscape.\n");
        text.append("\\section*{").append(escape(document.title())).append("}\n");
        document.overview().forEach(block -> text.append(text(block, file)));
        for (Section section : document.sections()) {
            text.append("\n\\subsection*{").append(escape(section.title())).append("}\n");
            section.blocks().forEach(block -> text.append(text(block, file)));
        }
        return text.toString();
    }

    private static String text(Block block, Function<Figure, String> file) {
        if (block instanceof Paragraph paragraph) {
            String text = escape(paragraph.text());
            return "\n" + (paragraph.kind() == Kind.PLAIN ? text : "\\textbf{" + text + "}") + "\n";
        }
        if (block instanceof Heading heading) {
            return "\n\\subsubsection*{" + escape(heading.text()) + "}\n";
        }
        if (block instanceof Figure figure) {
            return "\n% Figure: " + file.apply(figure) + "\n% " + escape(figure.caption()) + "\n";
        }
        if (block instanceof Facts facts) {
            return facts.facts().stream()
                    .map(fact -> "\\item[" + escape(fact.term()) + "] " + escape(fact.text()) + "\n")
                    .collect(Collectors.joining("", "\n\\begin{description}\\raggedright\n", "\\end{description}\n"));
        }
        Table table = (Table) block;
        return "\n\\begin{table}[htbp]\n\\centering\\footnotesize\n\\caption{" + escape(table.caption()) + "}\n"
                + "\\begin{tabular}{"
                + table.columns().stream()
                        .map(column -> switch (column.align()) {
                            case TEXT -> "l";
                            case LONG_TEXT -> "p{0.5\\textwidth}";
                            case NUMBER -> "r";
                        })
                        .collect(Collectors.joining())
                + "}\n\\hline\n"
                + row(table.columns().stream().map(Block.Column::heading).toList()) + "\\hline\n"
                + table.rows().stream().map(LatexDocument::row).collect(Collectors.joining())
                + "\\hline\n\\end{tabular}\n\\end{table}\n";
    }

    private static String row(List<String> cells) {
        return cells.stream().map(LatexDocument::escape).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    /** Text that LaTeX sets as it is. Characters that its usual fonts lack are written as their numbers. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        int length = 0;
        for (int c : text.replaceAll("\\s*\\R\\s*", " ").codePoints().toArray()) {
            length = Character.isWhitespace(c) ? 0 : length + 1;
            if (length > LONG_WORD && length % PIECE == 0) {
                escaped.append("\\allowbreak{}");
            }
            String known = ESCAPES.get(c);
            if (known != null) {
                escaped.append(known);
            } else if (c >= ' ' && c < 0x7F || c >= 0xC0 && c <= 0x17F) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format("{[}U+%04X{]}", c));
            }
        }
        return escaped.toString();
    }
}
