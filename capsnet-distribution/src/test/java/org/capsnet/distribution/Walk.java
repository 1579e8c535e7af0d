// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text in Markdown that a reader can follow at the keyboard. Its blocks are of three kinds: {@code console} with commands
 * after {@code $ } and what they print, {@code diff} for a change, and the text of a file in any other language. The file is
 * the last that the text before the block names.
 */
record Walk(List<Step> steps) {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("`([\\w./-]+\\.\\w+)`");
    private static final Pattern COMMAND = Pattern.compile("^\\$ (.*)\n((?:(?!\\$ ).*\n)*)", Pattern.MULTILINE);

    /** What a reader does. */
    sealed interface Step {}

    /** Runs a command and reads what it prints; a line {@code ...} stands for any lines. */
    record Command(String line, List<String> shown) implements Step {

        /** Whether it is shown to fail. */
        boolean fails() {
            return shown.contains("[INFO] BUILD FAILURE");
        }

        /** Whether a command printed what is shown, but for numbers with a point and times, which no two runs share. */
        boolean shows(String output) {
            String pattern = shown.stream()
                    .map(line -> line.equals("...") ? "(?s:(.*\n)?)" : Pattern.quote(comparable(line)) + "\n")
                    .collect(Collectors.joining());
            return output.lines()
                    .map(line -> comparable(line) + "\n")
                    .collect(Collectors.joining())
                    .matches(pattern);
        }

        /** A table's columns are as wide as its numbers, so blanks and lines don't count either. */
        private static String comparable(String line) {
            return line.replaceAll("\\d+\\.\\d+|\\d+:\\d\\d", "#")
                    .replaceAll("[ ─]+", " ")
                    .stripTrailing();
        }
    }

    /** Writes a file. */
    record Write(String file, String text) implements Step {}

    /** Replaces lines of a file that are next to each other. */
    record Change(String file, String before, String after) implements Step {}

    static Walk of(String markdown) {
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(markdown);
        while (block.find()) {
            String body = block.group(2);
            switch (block.group(1)) {
                case "console" ->
                    COMMAND.matcher(body)
                            .results()
                            .map(found -> new Command(
                                    found.group(1), found.group(2).lines().toList()))
                            .forEach(steps::add);
                case "diff" -> steps.add(new Change(file(markdown, block.start()), side(body, "-"), side(body, "+")));
                default -> steps.add(new Write(file(markdown, block.start()), body));
            }
        }
        return new Walk(steps);
    }

    private static String file(String markdown, int end) {
        return FILE.matcher(BLOCK.matcher(markdown.substring(0, end)).replaceAll(""))
                .results()
                .map((MatchResult found) -> found.group(1))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalArgumentException("no file is named before character " + end));
    }

    private static String side(String diff, String mark) {
        return Arrays.stream(diff.split("(?<=\n)"))
                .filter(line -> line.startsWith(mark) || line.startsWith(" "))
                .map(line -> line.substring(1))
                .reduce("", String::concat);
    }
}
