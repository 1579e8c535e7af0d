// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.GeneratedFiles;
import org.capsnet.experiments.markup.HtmlPage;
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

    private static final Map<String, String> SIGNATURES =
            new TreeMap<>(Map.of(PAGE, HtmlPage.SIGNATURE, RUNS, RunsCsv.HEADER, EPOCHS, EpochsCsv.HEADER));

    private final Path folder;
    private final GeneratedFiles files;

    private ReportFiles(Path folder, GeneratedFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Makes the folder where it isn't there, and makes sure that files can be written.
     *
     * @throws UserError if they can't, or if one would replace a file that isn't a quickstart's
     */
    static ReportFiles prepare(Path folder) {
        return new ReportFiles(folder, GeneratedFiles.prepare(folder, SIGNATURES, "a quickstart"));
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
        files.write(Map.of(
                RUNS, RunsCsv.text(provenance, results),
                EPOCHS, EpochsCsv.text(results),
                PAGE, HtmlReport.text(title, provenance, results)));
    }
}
