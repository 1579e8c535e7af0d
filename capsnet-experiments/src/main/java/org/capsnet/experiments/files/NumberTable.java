// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.UserError;

/** A CSV file of numbers below names. */
public final class NumberTable {

    private final List<String> names;
    private final List<double[]> rows;

    private NumberTable(List<String> names, List<double[]> rows) {
        this.names = names;
        this.rows = rows;
    }

    /**
     * Reads a file; an empty cell is NaN.
     *
     * @return nothing if it isn't there
     * @throws UserError if it can't be read, or something in it isn't a number
     */
    public static Optional<NumberTable> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String header = lines.readLine();
            List<String> names = header == null ? List.of() : List.of(header.split(","));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(row(file, names.size(), rows.size() + 2, line));
            }
            return Optional.of(new NumberTable(names, rows));
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    private static double[] row(Path file, int columns, int number, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != columns) {
            throw new UserError("Can't read " + file + ": line " + number + " has " + cells.length
                    + " cells, but the first " + columns + ".");
        }
        double[] row = new double[columns];
        for (int k = 0; k < columns; k++) {
            try {
                row[k] = cells[k].isEmpty() ? Double.NaN : Double.parseDouble(cells[k]);
            } catch (NumberFormatException e) {
                throw new UserError(
                        "Can't read " + file + ": in line " + number + ", \"" + cells[k] + "\" isn't a number.", e);
            }
        }
        return row;
    }

    /** How many rows there are below the names. */
    public int size() {
        return rows.size();
    }

    /** The numbers below a name, from above to below; nothing if there is no such name. */
    public Optional<double[]> column(String name) {
        int index = names.indexOf(name);
        return index < 0
                ? Optional.empty()
                : Optional.of(rows.stream().mapToDouble(row -> row[index]).toArray());
    }
}
