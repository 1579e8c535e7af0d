// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.chart.Svg;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.document.Document;
import org.capsnet.experiments.document.HtmlDocument;
import org.capsnet.experiments.document.LatexDocument;
import org.capsnet.experiments.document.MarkdownDocument;
import org.capsnet.experiments.files.GeneratedFiles;
import org.capsnet.experiments.markup.HtmlPage;

/** The files of a report. */
public final class ComparisonFiles {

    /** The page for a browser. */
    public static final String PAGE = "report.html";

    private static final String MARKDOWN = "report.md";
    private static final String LATEX = "report.tex";

    private ComparisonFiles() {}

    /**
     * Writes all: {@value #PAGE}, {@code report.md}, {@code report.tex} and a file in {@code figures} for each figure.
     *
     * @throws UserError if they can't be written, or one would replace a file that isn't a report's; then nothing is
     */
    public static void write(Path folder, Document document) {
        Function<Figure, String> file = figure -> "figures/" + figure.name() + ".svg";
        Map<String, String> signatures = new LinkedHashMap<>();
        Map<String, String> contents = new LinkedHashMap<>();
        for (Figure figure : document.figures()) {
            signatures.put(file.apply(figure), Svg.SIGNATURE);
            contents.put(file.apply(figure), Svg.document(figure.svg()));
        }
        signatures.put(MARKDOWN, MarkdownDocument.SIGNATURE);
        contents.put(MARKDOWN, MarkdownDocument.text(document, file));
        signatures.put(LATEX, LatexDocument.SIGNATURE);
        contents.put(LATEX, LatexDocument.text(document, file));
        signatures.put(PAGE, HtmlPage.SIGNATURE);
        contents.put(PAGE, HtmlDocument.text(document));
        GeneratedFiles.prepare(folder, signatures, "capsnet report").write(contents);
    }
}
