// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.AtomicFiles;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.files.OutputFolder;
import org.capsnet.experiments.report.EpochsCsv;
import org.capsnet.experiments.report.HtmlReport;
import org.capsnet.experiments.report.Provenance;
import org.capsnet.experiments.report.RunsCsv;
import org.capsnet.experiments.training.RunResult;

/** The three files of a quickstart, which replace those of an earlier one and nothing else. */
final class ReportFiles {

    private static final String PAGE = "report.html";
    private static final String RUNS = "runs.csv";
    private static final String EPOCHS = "epochs.csv";

    /** What each file has near its start if a quickstart wrote it. */
    private static final Map<String, String> SIGNATURES =
            new TreeMap<>(Map.of(PAGE, HtmlReport.SIGNATURE, RUNS, RunsCsv.HEADER, EPOCHS, EpochsCsv.HEADER));

    private static final int SIGNATURE_BYTES = 1024;

    private final Path folder;

    private ReportFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder where it isn't there, and makes sure that files can be written.
     *
     * @throws UserError if they can't, or if one would replace a file that isn't a quickstart's
     */
    static ReportFiles prepare(Path folder) {
        SIGNATURES.forEach((name, signature) -> requireOwn(folder.resolve(name), signature));
        OutputFolder.requireWritable(folder);
        OutputFolder.create(folder);
        try {
            // Permissions aren't all: the disk may be full, or its file system be mounted for reading only.
            Files.delete(Files.createTempFile(folder, ".writable", ".part"));
        } catch (IOException e) {
            throw new UserError("Can't write to the folder " + folder + ": " + FileProblem.of(e) + ".", e);
        }
        return new ReportFiles(folder);
    }

    Path page() {
        return folder.resolve(PAGE);
    }

    /**
     * Writes all files, none before the content of each is on disk.
     *
     * @throws UserError if a file can't be written
     */
    void write(String title, Provenance provenance, List<RunResult> results) {
        Map<Path, AtomicFiles.Writer> writers = new LinkedHashMap<>();
        put(writers, RUNS, RunsCsv.text(provenance, results));
        put(writers, EPOCHS, EpochsCsv.text(results));
        put(writers, PAGE, HtmlReport.text(title, provenance, results));
        try {
            AtomicFiles.replaceAll(writers);
        } catch (IOException e) {
            throw new UserError("Can't write to the folder " + folder + ": " + FileProblem.of(e) + ".", e);
        }
    }

    private void put(Map<Path, AtomicFiles.Writer> writers, String name, String content) {
        writers.put(folder.resolve(name), temporary -> Files.writeString(temporary, content));
    }

    private static void requireOwn(Path file, String signature) {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (new String(in.readNBytes(SIGNATURE_BYTES), StandardCharsets.UTF_8).contains(signature)) {
                return;
            }
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
        throw new UserError(file + " would be replaced, but a quickstart hasn't written it. Move it away, or choose"
                + " another folder with --out.");
    }
}
