// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.terminal;

/** A line that is drawn again and again on an interactive terminal, and then replaced by a lasting one. */
public final class StatusLine {

    private final Terminal terminal;
    private int drawnLength;

    public StatusLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Draws the line anew; nothing happens where nobody watches. */
    public void redraw(String text) {
        if (terminal.interactive()) {
            draw(text);
        }
    }

    /** A line that stays, in place of the one that was drawn. */
    public void line(String text) {
        if (drawnLength > 0) {
            draw(text);
            terminal.err().println();
            drawnLength = 0;
        } else {
            terminal.note(text);
        }
    }

    private void draw(String text) {
        String rest = " ".repeat(Math.max(0, drawnLength - text.length()));
        terminal.err().print("\r" + text + rest);
        terminal.err().flush();
        drawnLength = text.length();
    }
}
