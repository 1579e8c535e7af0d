// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetCatalogTests {

    private static final String SHA256 = "0".repeat(64);

    private final DataSetCatalog catalog = DataSetCatalog.bundled();

    @ParameterizedTest
    @CsvSource({
        "mnist, 1, 28, 60000, 10000, 11594722, 4",
        "fashion-mnist, 1, 28, 60000, 10000, 30878645, 4",
        "cifar10, 3, 32, 50000, 10000, 170052171, 1",
        "svhn, 3, 32, 73257, 26032, 246316178, 2"
    })
    void knowsTheUsualSets(String name, int channels, int side, int train, int test, long bytes, int files) {
        ImageDataSet set = catalog.named(name);

        assertThat(set.shape()).isEqualTo(new ImageShape(channels, side, side));
        assertThat(set.classNames()).hasSize(10).doesNotHaveDuplicates();
        assertThat(set.trainCount()).isEqualTo(train);
        assertThat(set.testCount()).isEqualTo(test);
        assertThat(set.downloadSize()).isEqualTo(bytes);
        assertThat(set.files()).hasSize(files);
        assertThat(set.files())
                .allSatisfy(file -> assertThat(file.mirrors())
                        .isNotEmpty()
                        .allSatisfy(mirror -> assertThat(mirror.toString()).endsWith("/" + file.name())));
    }

    @Test
    void noTwoFilesHaveOneSha256() {
        List<String> all = catalog.sets().stream()
                .flatMap(set -> set.files().stream())
                .flatMap(file -> Stream.concat(
                        Stream.of(file.sha256()), file.contents().stream().map(DataSetFile.Content::sha256)))
                .toList();

        assertThat(all).hasSize(11 + 8 + 6);
        Set<String> distinct = new HashSet<>(all);
        assertThat(distinct).hasSameSizeAs(all);
    }

    @ParameterizedTest
    @CsvSource({"minst, mnist", "Fashion_MNIST, fashion-mnist", "cifar-10, cifar10", "shvn, svhn"})
    void anUnknownNameIsAnsweredWithTheNearest(String wrong, String nearest) {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> catalog.named(wrong))
                .withMessage("No data set is called \"" + wrong + "\". Did you mean \"" + nearest
                        + "\"? There are mnist, fashion-mnist, cifar10, svhn.");
    }

    @Test
    void aNameUnlikeAnyOtherIsAnsweredWithAll() {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> catalog.named("imagenet"))
                .withMessage("No data set is called \"imagenet\". There are mnist, fashion-mnist, cifar10, svhn.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".hidden", "folder/file", "..\\file"})
    void aFileNameHasNoFolder(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSetFile(name, 1, SHA256, List.of(), List.of()))
                .withMessageContaining("no name of a file");
    }

    @Test
    void rejectsSizesAndSumsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSetFile("a", 0, SHA256, List.of(), List.of()))
                .withMessageContaining("size of 0 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSetFile("a", 1, "c32a1d4ab5d0", List.of(), List.<URI>of()))
                .withMessageContaining("64 hexadecimal digits");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new DataSetFile.Content("a", SHA256.toUpperCase().replace('0', 'A')))
                .withMessageContaining("lower case");
    }
}
