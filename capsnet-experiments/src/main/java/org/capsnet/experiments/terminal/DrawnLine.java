// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.terminal;

/** A line of standard error that is drawn again and again on an interactive terminal, until its last text stays. */
public final class DrawnLine {

    private final Terminal terminal;
    private int drawnLength;

    public DrawnLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Draws the line anew; does nothing where the terminal isn't interactive. */
    public void redraw(String text) {
        if (!terminal.interactive()) {
            return;
        }
        String rest = " ".repeat(Math.max(0, drawnLength - text.length()));
        terminal.err().print("\r" + text + rest);
        terminal.err().flush();
        drawnLength = text.length();
    }

    /** Writes a text that stays, in place of what was drawn. */
    public void end(String text) {
        if (drawnLength > 0) {
            redraw(text);
            terminal.err().println();
            drawnLength = 0;
        } else {
            terminal.note(text);
        }
    }
}
