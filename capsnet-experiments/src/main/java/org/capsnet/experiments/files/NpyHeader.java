// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.NpyArray.ElementType;
import org.capsnet.experiments.files.NpyArray.Order;

/** The header of a NumPy file, a Python dictionary such as {@code {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }}. */
record NpyHeader(ElementType type, Order order, List<Long> shape) {

    private static final Pattern DICTIONARY = Pattern.compile("\\{.*\\}\\s*", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*('[^']*'|\\[.*\\])", Pattern.DOTALL);
    private static final Pattern FORTRAN_ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L,\\s]*)\\)");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

    static NpyHeader parse(Path file, String text) {
        if (!DICTIONARY.matcher(text).matches()) {
            throw NpyFile.damaged(file, "its header isn't a Python dictionary");
        }
        ElementType type = type(file, find(file, TYPE, text, "descr"));
        boolean fortranOrder = find(file, FORTRAN_ORDER, text, "fortran_order").equals("True");
        List<Long> shape = shape(file, find(file, SHAPE, text, "shape"));
        return new NpyHeader(type, fortranOrder ? Order.F : Order.C, shape);
    }

    static String text(ElementType type, Order order, List<Long> shape) {
        String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "{'descr': '" + type.descriptor() + "', 'fortran_order': " + (order == Order.F ? "True" : "False")
                + ", 'shape': (" + sizes + (shape.size() == 1 ? "," : "") + "), }";
    }

    /** Number of bytes that follow the header. */
    long dataSize(Path file) {
        try {
            return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw NpyFile.damaged(file, "no file could hold its shape " + shape);
        }
    }

    private static String find(Path file, Pattern pattern, String text, String key) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw NpyFile.damaged(file, "its header has no valid '" + key + "'");
        }
        return matcher.group(1);
    }

    private static ElementType type(Path file, String quoted) {
        return Arrays.stream(ElementType.values())
                .filter(type -> quoted.equals("'" + type.descriptor() + "'"))
                .findFirst()
                .orElseThrow(() -> new UserError(file + " holds elements of type " + quoted
                        + ", but only little-endian float32 ('<f4') and float64 ('<f8') can be read; convert it with"
                        + " array.astype('<f4')."));
    }

    private static List<Long> shape(Path file, String sizes) {
        List<String> words = Arrays.stream(sizes.split(",", -1))
                .map(word -> word.strip().replaceFirst("L$", ""))
                .toList();
        // A trailing comma is Python's, as in (3,).
        List<String> numbers = words.get(words.size() - 1).isEmpty() ? words.subList(0, words.size() - 1) : words;
        if (!numbers.stream().allMatch(number -> SIZE.matcher(number).matches())) {
            throw NpyFile.damaged(file, "its shape is (" + sizes + ")");
        }
        List<Long> shape = numbers.stream().map(Long::valueOf).toList();
        if (shape.contains(0L)) {
            throw new UserError(file + " holds an empty array: its shape is " + shape + ".");
        }
        return shape;
    }
}
