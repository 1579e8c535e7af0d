// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The data sets that can be chosen by name.
 *
 * @param sets the sets, in the order in which they are listed
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record DataSetCatalog(List<ImageDataSet> sets) {

    // Where each SHA-256 comes from: docs/decisions/0008-data-sets.md. Those of the files unpacked let a data set be
    // told
    // whatever compressed it.

    private static final ImageDataSet MNIST = new ImageDataSet(
            "mnist",
            new ImageShape(1, 28, 28),
            digits(),
            60_000,
            10_000,
            DataSetFormat.IDX,
            List.of(
                    mnist(
                            MnistLayout.TRAIN_IMAGES,
                            9_912_422,
                            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                    mnist(
                            MnistLayout.TRAIN_LABELS,
                            28_881,
                            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                    mnist(
                            MnistLayout.TEST_IMAGES,
                            1_648_877,
                            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                    mnist(
                            MnistLayout.TEST_LABELS,
                            4_542,
                            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
            "http://yann.lecun.com/exdb/mnist/");

    private static final ImageDataSet FASHION_MNIST = new ImageDataSet(
            "fashion-mnist",
            new ImageShape(1, 28, 28),
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot"),
            60_000,
            10_000,
            DataSetFormat.IDX,
            List.of(
                    fashion(
                            MnistLayout.TRAIN_IMAGES,
                            26_421_880,
                            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                    fashion(
                            MnistLayout.TRAIN_LABELS,
                            29_515,
                            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                    fashion(
                            MnistLayout.TEST_IMAGES,
                            4_422_102,
                            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                    fashion(
                            MnistLayout.TEST_LABELS,
                            5_148,
                            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
            "https://github.com/zalandoresearch/fashion-mnist or Debian's package dataset-fashion-mnist");

    private static final ImageDataSet CIFAR10 = new ImageDataSet(
            "cifar10",
            new ImageShape(3, 32, 32),
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"),
            50_000,
            10_000,
            DataSetFormat.CIFAR10_BINARY,
            List.of(new DataSetFile(
                    CifarLayout.ARCHIVE,
                    170_052_171,
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    List.of(
                            cifar(1, "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
                            cifar(2, "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
                            cifar(3, "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
                            cifar(4, "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
                            cifar(5, "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
                            new DataSetFile.Content(
                                    CifarLayout.TEST,
                                    "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b")),
                    at(
                            CifarLayout.ARCHIVE,
                            "https://www.cs.toronto.edu/~kriz/",
                            "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/"))),
            "https://www.cs.toronto.edu/~kriz/cifar.html");

    private static final ImageDataSet SVHN = new ImageDataSet(
            "svhn",
            new ImageShape(3, 32, 32),
            digits(),
            73_257,
            26_032,
            DataSetFormat.SVHN_MAT,
            List.of(
                    svhn(
                            SvhnLayout.TRAIN,
                            182_040_794,
                            "435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8"),
                    svhn(
                            SvhnLayout.TEST,
                            64_275_384,
                            "cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b")),
            "http://ufldl.stanford.edu/housenumbers/");

    /** Keeps a copy of the list. */
    public DataSetCatalog {
        sets = List.copyOf(sets);
    }

    /**
     * Returns the data sets that this module knows: {@code mnist}, {@code fashion-mnist}, {@code cifar10} and
     * {@code svhn}, its cropped digits.
     *
     * @return the catalog
     */
    public static DataSetCatalog bundled() {
        return new DataSetCatalog(List.of(MNIST, FASHION_MNIST, CIFAR10, SVHN));
    }

    /**
     * Returns the names of the sets.
     *
     * @return the names, in the order of the sets
     */
    public List<String> names() {
        return sets.stream().map(ImageDataSet::name).toList();
    }

    /**
     * Finds a set by its name.
     *
     * @param name the name
     * @return the set
     * @throws DataFileException if there is none of that name; the message has the nearest, and all
     */
    public ImageDataSet named(String name) {
        return sets.stream().filter(set -> set.name().equals(name)).findFirst().orElseThrow(() -> unknown(name));
    }

    private DataFileException unknown(String name) {
        String wanted = RootText.letters(name);
        Optional<String> nearest = names().stream()
                .filter(known -> distance(wanted, RootText.letters(known)) <= Math.max(2, known.length() / 3))
                .min(Comparator.comparingInt(known -> distance(wanted, RootText.letters(known))));
        return new DataFileException("No data set is called \"" + name + "\"."
                + nearest.map(known -> " Did you mean \"" + known + "\"?").orElse("") + " There are "
                + String.join(", ", names()) + ".");
    }

    /** How many letters to insert, delete or replace. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }

    private static List<String> digits() {
        return List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    private static DataSetFile mnist(String plain, long size, String sha256, String plainSha256) {
        return gzip(
                plain,
                size,
                sha256,
                plainSha256,
                "https://storage.googleapis.com/cvdf-datasets/mnist/",
                "https://ossci-datasets.s3.amazonaws.com/mnist/");
    }

    private static DataSetFile fashion(String plain, long size, String sha256, String plainSha256) {
        return gzip(
                plain,
                size,
                sha256,
                plainSha256,
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
                "https://storage.googleapis.com/tensorflow/tf-keras-datasets/");
    }

    private static DataSetFile gzip(String plain, long size, String sha256, String plainSha256, String... folders) {
        String name = plain + ".gz";
        return new DataSetFile(
                name, size, sha256, List.of(new DataSetFile.Content(plain, plainSha256)), at(name, folders));
    }

    private static DataSetFile.Content cifar(int batch, String sha256) {
        return new DataSetFile.Content(CifarLayout.train(batch), sha256);
    }

    private static DataSetFile svhn(String name, long size, String sha256) {
        return new DataSetFile(name, size, sha256, List.of(), at(name, "http://ufldl.stanford.edu/housenumbers/"));
    }

    private static List<URI> at(String name, String... folders) {
        return Stream.of(folders).map(folder -> URI.create(folder + name)).collect(Collectors.toList());
    }
}
