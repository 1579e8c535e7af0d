// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.ImageDataSet;
import org.capsnet.datasets.download.FileCheck;
import org.capsnet.experiments.report.TextTable;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capsnet data verify}: whether data sets are what was published. */
@Command(
        name = "verify",
        header = {
            "Check data sets against the published SHA-256.",
            "",
            "Examples:",
            "  capsnet data verify",
            "  capsnet data verify fashion-mnist --data /data/images",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "Exit: 0 all are right, 1 a file is wrong or missing, or no data set was found, 2 something to put right.",
        })
final class DataVerifyCommand implements Callable<Integer> {

    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "The data sets to check. Default: all that are here.")
    private List<String> names = List.of();

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "Print a JSON array, one object for each data set.")
    private boolean json;

    private final DataSetCatalog catalog;
    private final DataSetFolders usual;
    private final Terminal terminal;

    @Inject
    DataVerifyCommand(DataSetCatalog catalog, DataSetFolders usual, Terminal terminal) {
        this.catalog = catalog;
        this.usual = usual;
        this.terminal = terminal;
    }

    /** What was found of a data set. */
    record Verified(ImageDataSet set, Path folder, List<FileCheck> checks) {

        boolean good() {
            return checks.stream().allMatch(FileCheck::good);
        }
    }

    @Override
    public Integer call() throws IOException {
        DataSetFolders folders = data.folders(usual);
        List<ImageDataSet> sets = names.isEmpty()
                ? catalog.sets().stream()
                        .filter(set -> folders.find(set).isPresent())
                        .toList()
                : names.stream().distinct().map(catalog::named).toList();
        List<Verified> results = new ArrayList<>();
        for (ImageDataSet set : sets) {
            Path folder = folders.find(set).orElseGet(() -> folders.target(set));
            results.add(new Verified(
                    set,
                    folder,
                    set.files().stream().map(file -> FileCheck.of(file, folder)).toList()));
        }
        if (json) {
            DataSetsJson.writeVerified(results, terminal.out());
        } else if (!results.isEmpty()) {
            terminal.out().print(table(results));
        }
        if (results.isEmpty()) {
            terminal.note("capsnet: no data set is here; looked in " + folders.roots() + ". Get one with: "
                    + TypedCommand.next(List.of("data", "get", "NAME")));
        }
        terminal.out().flush();
        results.stream().filter(result -> !result.good()).forEach(result -> terminal.note(problem(result)));
        return results.isEmpty() || !results.stream().allMatch(Verified::good) ? WRONG : RIGHT;
    }

    private static String problem(Verified result) {
        boolean wrong = result.checks().stream().anyMatch(check -> check.state() == FileCheck.State.WRONG);
        return "capsnet: " + result.set().name() + (wrong ? " isn't as published in " : " isn't whole in ")
                + result.folder() + ". Get it with: "
                + TypedCommand.next(List.of("data", "get", result.set().name()));
    }

    private static TextTable table(List<Verified> results) {
        TextTable table = new TextTable().text("data set").text("file").text("state");
        for (Verified result : results) {
            List<DataSetFile> files = result.set().files();
            for (int index = 0; index < files.size(); index++) {
                table.row(
                        index == 0 ? result.set().name() : "",
                        files.get(index).name(),
                        state(result.checks().get(index)));
            }
        }
        return table;
    }

    private static String state(FileCheck check) {
        String detail = check.detail().isEmpty() ? "" : ", " + check.detail();
        return switch (check.state()) {
            case ORIGINAL -> "as published";
            case SAME_CONTENT -> "content as published" + detail;
            case MISSING -> "missing" + detail;
            case WRONG -> "wrong: " + check.path() + detail;
        };
    }
}
