// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.ImageDataSet;
import org.capsnet.datasets.download.DownloadException;
import org.capsnet.datasets.download.Downloader;
import org.capsnet.datasets.download.FileCheck;
import org.capsnet.experiments.data.DownloadLines;
import org.capsnet.experiments.files.OutputFolder;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capsnet data get}: the one command that downloads data sets. */
@Command(
        name = "get",
        header = {
            "Download data sets.",
            "",
            "Examples:",
            "  capsnet data get mnist fashion-mnist",
            "  capsnet data get svhn --to /data/images",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "What has been interrupted goes on where it ended when the command is given again. A file gets its name",
            "when its size and SHA-256 are right. Prints the folder of each data set.",
            "Behind a proxy: CAPSNET_JAVA_OPTS=\"-Dhttp.proxyHost=H -Dhttp.proxyPort=P -Dhttps.proxyHost=H ...\".",
            "Exit: 0 all are here, 1 one couldn't be had, 2 something to put right.",
        })
final class DataGetCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int INCOMPLETE = 1;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The data sets to get; capsnet data list has them.")
    private List<String> names = List.of();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Folder for the data sets' folders. Default: what CAPSNET_DATA names, else ~/.cache/capsnet")
    private Optional<Path> to = Optional.empty();

    private final DataSetCatalog catalog;
    private final DataSetFolders usual;
    private final Terminal terminal;
    private final ErrorReport errors;

    @Inject
    DataGetCommand(DataSetCatalog catalog, DataSetFolders usual, Terminal terminal, ErrorReport errors) {
        this.catalog = catalog;
        this.usual = usual;
        this.terminal = terminal;
        this.errors = errors;
    }

    @Override
    public Integer call() {
        List<ImageDataSet> sets = names.stream().distinct().map(catalog::named).toList();
        int exitCode = DONE;
        Downloader downloader = new Downloader(new DownloadLines(terminal));
        for (ImageDataSet set : sets) {
            Optional<Path> here =
                    to.isPresent() ? Optional.empty() : usual.find(set).filter(folder -> good(set, folder));
            try {
                Path folder = here.isPresent() ? here.get() : download(set, downloader);
                terminal.out().println(folder);
            } catch (DownloadException e) {
                terminal.note("capsnet: " + set.name() + ": " + e.getMessage());
                errors.trace(e);
                exitCode = INCOMPLETE;
            }
        }
        to.filter(folder -> !usual.roots().contains(folder))
                .ifPresent(folder -> terminal.note("To use what is in "
                        + folder + ": export " + DataSetFolders.VARIABLE + "="
                        + ShellWord.quoted(folder.toAbsolutePath().normalize().toString())));
        return exitCode;
    }

    private static boolean good(ImageDataSet set, Path folder) {
        return set.files().stream().allMatch(file -> FileCheck.of(file, folder).good());
    }

    private Path download(ImageDataSet set, Downloader downloader) {
        Path folder = to.map(root -> root.resolve(set.name())).orElseGet(() -> usual.target(set));
        OutputFolder.requireWritable(folder);
        downloader.download(set, folder);
        return folder;
    }
}
