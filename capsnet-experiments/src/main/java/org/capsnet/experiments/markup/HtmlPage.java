// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.markup;

import java.util.Locale;

/** The frame of a page for a browser, which needs no other file and no network. It is HTML and well-formed XML alike. */
public final class HtmlPage {

    /** In every page near its start, and in no page of another program. */
    public static final String SIGNATURE = "<meta name=\"generator\" content=\"capsnet\"/>";

    private HtmlPage() {}

    /**
     * A page.
     *
     * @param title its heading, as text
     * @param content what stands below the heading, as markup
     */
    public static String of(String title, String content) {
        // The policy makes the browser itself refuse whatever isn't in the page.
        return String.format(
                Locale.ROOT, """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                %s
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s</main>
                </body>
                </html>
                """, SIGNATURE, Html.escape(title), StyleSheet.ofPage(), Html.escape(title), content);
    }

    /**
     * A figure.
     *
     * @param caption as text
     * @param svg as markup
     */
    public static String figure(String caption, String svg) {
        return "<figure>\n<figcaption>" + Html.escape(caption) + "</figcaption>\n" + svg + "</figure>\n";
    }
}
