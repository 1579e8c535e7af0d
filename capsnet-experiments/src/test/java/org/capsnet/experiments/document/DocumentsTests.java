// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capsnet.experiments.document.Block.Column;
import org.capsnet.experiments.document.Block.Fact;
import org.capsnet.experiments.document.Block.Facts;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.document.Block.Heading;
import org.capsnet.experiments.document.Block.Kind;
import org.capsnet.experiments.document.Block.Paragraph;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.document.Document.Section;
import org.capsnet.experiments.testing.Markup;
import org.junit.jupiter.api.Test;

/** One report in all its forms. */
class DocumentsTests {

    private static final String NASTY = "100 % of a_b & <c> {d} #1 $x$ \\e ~f^g | \"h\" `i` *j* [k] --resume";

    private static final Document DOCUMENT = new Document(
            "A title & more",
            List.of(),
            List.of(new Section(
                    "A section",
                    List.of(
                            new Paragraph(Kind.VERDICT, "The verdict."),
                            new Paragraph(Kind.WARNING, NASTY),
                            new Table(
                                    "A caption",
                                    List.of(Column.text("cell"), Column.number("ours"), Column.longText("more")),
                                    List.of(List.of("[a]", "85.10 ± 0.20", "−7.5"), List.of("*b", "", "λ, α")))),
                    List.of(
                            new Heading("A heading"),
                            new Figure("fig", "A figure", "<svg viewBox=\"0 0 10 20\"></svg>"),
                            new Facts(List.of(new Fact("Sum", "0123456789".repeat(6))))))));

    @Test
    void aPageIsWholeAndLoadsNothing() throws Exception {
        String page = HtmlDocument.text(DOCUMENT);

        Markup.assertThatNothingIsLoaded(page);
        assertThat(Markup.text(page))
                .contains("A title & more", "The verdict.", NASTY, "A caption", "85.10 ± 0.20", "A figure", "Sum");
        assertThat(page)
                .contains(
                        "<p class=\"verdict\">",
                        "<caption><span>A caption</span></caption>",
                        "<th scope=\"row\">[a]</th>")
                .contains("<td class=\"number\">85.10 ± 0.20</td>", "viewBox=\"0 0 10 20\"");
    }

    @Test
    void markdownHasTablesAndFilesOfFigures() {
        String text = MarkdownDocument.text(DOCUMENT, figure -> "figures/" + figure.name() + ".svg");

        assertThat(text)
                .startsWith(MarkdownDocument.SIGNATURE + "\n# A title &amp; more\n")
                .contains("| cell | ours | more |\n| :-- | --: | :-- |\n| \\[a\\] | 85.10 ± 0.20 | −7.5 |\n")
                .contains("![A figure](figures/fig.svg)", "> **The verdict.**", "- **Sum**: 0123")
                .contains("a\\_b &amp; &lt;c&gt; \\{d\\} \\#1 $x$ \\\\e \\~f^g \\| \"h\" \\`i\\` \\*j\\* \\[k\\]");
    }

    @Test
    void latexHasNoCharacterThatStopsIt() {
        String text = LatexDocument.text(DOCUMENT, figure -> "figures/" + figure.name() + ".svg");

        assertThat(text)
                .startsWith(LatexDocument.SIGNATURE)
                .contains("100 \\% of a\\_b \\& \\textless{}c\\textgreater{} \\{d\\} \\#1 \\$x\\$ \\textbackslash{}e "
                        + "\\textasciitilde{}f\\textasciicircum{}g \\textbar{} {''}h{''} {`}i{`} {*}j{*} {[}k{]}"
                        + " -{}-{}resume")
                .contains("\\begin{tabular}{lrp{0.5\\textwidth}}", "\\caption{A caption}", "% Figure: figures/fig.svg");
        assertThat(text.replaceAll("(?m)^%.*$", "")).matches("\\p{ASCII}*");
    }

    @Test
    void aRowOfLatexDoesNotBeginWithAnOptionOfTheOneBefore() {
        String text = LatexDocument.text(DOCUMENT, Figure::name);

        assertThat(text)
                .contains("{[}a{]} & 85.10 $\\pm$ 0.20 & $-$7.5 \\\\\n{*}b &  & $\\lambda$, {[}U+03B1{]} \\\\\n");
        assertThat(Pattern.compile("\\\\\\\\\\s*[\\[*]").matcher(text).find()).isFalse();
    }

    @Test
    void bracesOfLatexMatch() {
        Matcher braces = Pattern.compile("(?<!\\\\)[{}]").matcher(LatexDocument.text(DOCUMENT, Figure::name));
        int depth = 0;
        while (braces.find()) {
            depth += braces.group().equals("{") ? 1 : -1;
            assertThat(depth).isNotNegative();
        }
        assertThat(depth).isZero();
    }

    @Test
    void latexMayBreakLongWords() {
        assertThat(LatexDocument.escape("0123456789".repeat(6)).split("\\\\allowbreak\\{\\}"))
                .hasSizeGreaterThan(3)
                .allSatisfy(piece -> assertThat(piece.length()).isLessThan(32));
        assertThat(LatexDocument.escape("some words of usual length")).doesNotContain("allowbreak");
    }

    @Test
    void aTerminalShowsTheSummary() {
        assertThat(TextDocument.text(DOCUMENT))
                .startsWith("A section\nThe verdict.\n")
                .contains("cell          ours  more\n", "[a]   85.10 ± 0.20  −7.5\n", "A caption")
                .doesNotContain("A heading", "Sum");
    }
}
