// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.capsnet.datasets.DataSetFolders;
import picocli.CommandLine.Option;

/** Where a published data set may lie besides the usual places. */
final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "Look here first, for a folder of the set's name.")
    private Optional<Path> data = Optional.empty();

    /** The folders to look in. */
    DataSetFolders folders(DataSetFolders usual) {
        return data.map(usual::startingWith).orElse(usual);
    }
}
