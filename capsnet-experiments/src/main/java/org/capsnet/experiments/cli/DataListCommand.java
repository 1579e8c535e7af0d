// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.ImageDataSet;
import org.capsnet.experiments.data.ByteCount;
import org.capsnet.experiments.report.TextTable;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capsnet data list}: what data sets there are, and which are here. */
@Command(
        name = "list",
        header = {
            "List the data sets, where they are, or how to get them.",
            "",
            "Examples:",
            "  capsnet data list",
            "  capsnet data list --json | jq -r '.[] | select(.folder) | .name'",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        optionListHeading = "%n")
final class DataListCommand implements Callable<Integer> {

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "Print a JSON array, one object for each data set.")
    private boolean json;

    private final DataSetCatalog catalog;
    private final DataSetFolders usual;
    private final Terminal terminal;

    @Inject
    DataListCommand(DataSetCatalog catalog, DataSetFolders usual, Terminal terminal) {
        this.catalog = catalog;
        this.usual = usual;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        DataSetFolders folders = data.folders(usual);
        if (json) {
            DataSetsJson.writeList(catalog.sets(), folders, terminal.out());
            return 0;
        }
        TextTable table = new TextTable()
                .text("data set")
                .number("training")
                .number("test")
                .text("images")
                .number("download")
                .text("folder");
        for (ImageDataSet set : catalog.sets()) {
            table.row(
                    set.name(),
                    String.format(Locale.ROOT, "%,d", set.trainCount()),
                    String.format(Locale.ROOT, "%,d", set.testCount()),
                    set.shape().toString(),
                    ByteCount.text(set.downloadSize()),
                    folders.find(set)
                            .map(Path::toString)
                            .orElseGet(() -> "missing; " + TypedCommand.next(List.of("data", "get", set.name()))));
        }
        terminal.out().print(table);
        return 0;
    }
}
