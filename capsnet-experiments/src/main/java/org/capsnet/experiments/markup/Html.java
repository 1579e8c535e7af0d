// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.markup;

/** Text within HTML and SVG. */
public final class Html {

    private Html() {}

    /** The text with every character that markup gives a meaning replaced; fit for elements and quoted attributes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                // Control characters and halves of characters aren't allowed in a page, however written.
                default -> escaped.appendCodePoint(allowed(c) ? c : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && c < 0x7F) || (c >= 0xA0 && !(c >= 0xD800 && c <= 0xDFFF));
    }
}
