// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.document;

import java.util.List;
import java.util.Locale;
import org.capsnet.experiments.document.Block.Column;
import org.capsnet.experiments.document.Block.Fact;
import org.capsnet.experiments.document.Block.Facts;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.document.Block.Heading;
import org.capsnet.experiments.document.Block.Kind;
import org.capsnet.experiments.document.Block.Paragraph;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.document.Document.Section;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.markup.HtmlPage;

/** A report as one page for a browser, with all figures in it. */
public final class HtmlDocument {

    private final StringBuilder page = new StringBuilder();

    private HtmlDocument() {}

    /** The page. */
    public static String text(Document document) {
        HtmlDocument html = new HtmlDocument();
        document.overview().forEach(html::add);
        for (Section section : document.sections()) {
            html.page.append("<section>\n");
            html.element("h2", "", section.title());
            section.blocks().forEach(html::add);
            html.page.append("</section>\n");
        }
        return HtmlPage.of(document.title(), html.page.toString());
    }

    private void add(Block block) {
        if (block instanceof Paragraph paragraph) {
            element(
                    "p",
                    paragraph.kind() == Kind.PLAIN
                            ? ""
                            : paragraph.kind().name().toLowerCase(Locale.ROOT),
                    paragraph.text());
        } else if (block instanceof Heading heading) {
            element("h3", "", heading.text());
        } else if (block instanceof Figure figure) {
            page.append(HtmlPage.figure(figure.caption(), figure.svg()));
        } else if (block instanceof Facts facts) {
            page.append("<dl>\n");
            for (Fact fact : facts.facts()) {
                page.append("<dt>").append(Html.escape(fact.term())).append("</dt>");
                page.append("<dd>").append(Html.escape(fact.text())).append("</dd>\n");
            }
            page.append("</dl>\n");
        } else if (block instanceof Table table) {
            add(table);
        }
    }

    private void add(Table table) {
        page.append("<div class=\"wide\">\n<table>\n");
        page.append("<caption><span>").append(Html.escape(table.caption())).append("</span></caption>\n");
        page.append("<thead><tr>");
        for (Column column : table.columns()) {
            page.append("<th scope=\"col\"").append(style(column)).append('>');
            page.append(Html.escape(column.heading())).append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            page.append("<tr>");
            for (int k = 0; k < row.size(); k++) {
                String name = k == 0 ? "th" : "td";
                page.append('<')
                        .append(name)
                        .append(
                                k == 0
                                        ? " scope=\"row\""
                                        : style(table.columns().get(k)));
                page.append('>')
                        .append(Html.escape(row.get(k)))
                        .append("</")
                        .append(name)
                        .append('>');
            }
            page.append("</tr>\n");
        }
        page.append("</tbody>\n</table>\n</div>\n");
    }

    private static String style(Column column) {
        return switch (column.align()) {
            case TEXT -> " class=\"short\"";
            case LONG_TEXT -> "";
            case NUMBER -> " class=\"number\"";
        };
    }

    private void element(String name, String style, String text) {
        page.append('<')
                .append(name)
                .append(style.isEmpty() ? "" : " class=\"" + style + '"')
                .append('>');
        page.append(Html.escape(text)).append("</").append(name).append(">\n");
    }
}
