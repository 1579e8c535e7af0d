// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.capsnet.datasets.IdxFileWriter.images;
import static org.capsnet.datasets.IdxFileWriter.labels;
import static org.capsnet.datasets.IdxFileWriter.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetFoldersTests {

    private static final Path HOME = Path.of("/home/ann");
    private static final Path DEBIAN = Path.of("/usr/share/datasets");

    private final ImageDataSet mnist = DataSetCatalog.bundled().named("mnist");

    @TempDir
    private Path folder;

    @Test
    void areTheVariableThenTheCacheThenTheSystems() {
        assertThat(DataSetFolders.of(Map.of(), HOME).roots()).containsExactly(HOME.resolve(".cache/capsnet"), DEBIAN);
        assertThat(DataSetFolders.of(Map.of("CAPSNET_DATA", "/data", "XDG_CACHE_HOME", "/cache"), HOME)
                        .roots())
                .containsExactly(Path.of("/data"), Path.of("/cache/capsnet"), DEBIAN);
    }

    @Test
    void emptyVariablesAndARelativeCacheSayNothing() {
        assertThat(DataSetFolders.of(Map.of("CAPSNET_DATA", "", "XDG_CACHE_HOME", "cache"), HOME)
                        .roots())
                .containsExactly(HOME.resolve(".cache/capsnet"), DEBIAN);
    }

    @Test
    void theFirstFolderThatHasAllFilesWins() throws IOException {
        Path incomplete = writeMnist("a", 1);
        Files.delete(incomplete.resolve("t10k-labels-idx1-ubyte"));
        Path second = writeMnist("b", 1, 2);
        writeMnist("c", 1, 2, 3);
        DataSetFolders folders =
                new DataSetFolders(List.of(folder.resolve("b"), folder.resolve("c"))).startingWith(folder.resolve("a"));

        assertThat(folders.find(mnist)).contains(second);
        assertThat(folders.read(mnist).train().size()).isEqualTo(2);
        assertThat(folders.target(mnist)).isEqualTo(incomplete);
    }

    @Test
    void aSetIsNeverTakenFromAnothersFolder() {
        writeMnist("a", 1);
        DataSetFolders folders = new DataSetFolders(List.of(folder.resolve("a"), folder.resolve("a/mnist")));

        assertThat(folders.find(mnist)).isPresent();
        assertThat(folders.find(DataSetCatalog.bundled().named("fashion-mnist")))
                .isEmpty();
    }

    @Test
    void aMissingSetIsAnsweredWithWhereItWasLookedForAndHowToGetIt() {
        DataSetFolders folders = new DataSetFolders(List.of(Path.of("/a"), Path.of("/b")));

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> folders.read(mnist))
                .withMessage(
                        "The data set mnist isn't here; looked for /a/mnist, /b/mnist. Get it with: capsnet data get"
                                + " mnist");
    }

    private Path writeMnist(String root, int... marks) {
        Path target = folder.resolve(root).resolve("mnist");
        target.toFile().mkdirs();
        write(target.resolve("train-images-idx3-ubyte"), images(marks.length, 28, 28));
        write(target.resolve("train-labels-idx1-ubyte"), labels(marks));
        write(target.resolve("t10k-images-idx3-ubyte"), images(marks.length, 28, 28));
        write(target.resolve("t10k-labels-idx1-ubyte"), labels(marks));
        return target;
    }
}
