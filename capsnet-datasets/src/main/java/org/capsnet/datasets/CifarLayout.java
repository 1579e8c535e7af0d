// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The binary form of CIFAR-10: six files of records, in a compressed archive or unpacked.
 *
 * @param set what the files should hold
 */
record CifarLayout(ImageDataSet set) {

    static final String ARCHIVE = "cifar-10-binary.tar.gz";
    static final String TEST = "cifar-10-batches-bin/test_batch.bin";

    private static final int TRAIN_FILES = 5;
    private static final int BUFFER_BYTES = 1 << 16;

    static String train(int batch) {
        return "cifar-10-batches-bin/data_batch_" + batch + ".bin";
    }

    TrainTestSplit read(Path folder) {
        List<String> trainFiles = IntStream.rangeClosed(1, TRAIN_FILES)
                .mapToObj(CifarLayout::train)
                .toList();
        boolean unpacked = trainFiles.stream().allMatch(name -> Files.exists(folder.resolve(name)))
                && Files.exists(folder.resolve(TEST));
        Path archive = folder.resolve(ARCHIVE);
        if (!unpacked && !Files.exists(archive)) {
            throw new DataFileException(RootText.format(
                    "%s: %s is neither in %s nor unpacked in %s; get it with: capsnet data get %s, or from %s",
                    set.name(), ARCHIVE, folder, folder.resolve(TEST).getParent(), set.name(), set.origin()));
        }
        Map<String, byte[]> files = unpacked ? readUnpacked(folder, trainFiles) : readArchive(archive, trainFiles);
        String source = (unpacked ? folder.resolve(TEST).getParent() : archive).toString();
        return new TrainTestSplit(images(source, trainFiles, files), images(source, List.of(TEST), files));
    }

    private static Map<String, byte[]> readUnpacked(Path folder, List<String> trainFiles) {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : trainFiles) {
            files.put(name, bytes(folder.resolve(name)));
        }
        files.put(TEST, bytes(folder.resolve(TEST)));
        return files;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new DataFileException(
                    RootText.format("%s: cannot be read (%s); check the file and its disk", file, failure.getMessage()),
                    failure);
        }
    }

    private Map<String, byte[]> readArchive(Path archive, List<String> trainFiles) {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(raw, BUFFER_BYTES))) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                String name = entry.getName().replaceFirst("^\\./", "");
                if (trainFiles.contains(name) || name.equals(TEST)) {
                    files.put(name, tar.readAllBytes());
                }
            }
        } catch (IOException failure) {
            throw new DataFileException(
                    RootText.format(
                            "%s: is damaged or no .tar.gz (%s); get it again with: capsnet data get %s",
                            archive, failure.getMessage(), set.name()),
                    failure);
        }
        return files;
    }

    private ImageSet images(String source, List<String> names, Map<String, byte[]> files) {
        int recordBytes = 1 + set.shape().values();
        long total = 0;
        for (String name : names) {
            byte[] bytes = files.get(name);
            if (bytes == null) {
                throw new DataFileException(RootText.format("%s: lacks %s; get it again", source, name));
            }
            if (bytes.length == 0 || bytes.length % recordBytes != 0) {
                throw new DataFileException(RootText.format(
                        "%s: %s has %d bytes, not a multiple of the %d bytes of an image; get it again",
                        source, name, bytes.length, recordBytes));
            }
            total += bytes.length / recordBytes;
        }
        byte[] pixels = new byte[Math.toIntExact(total * set.shape().values())];
        int[] labels = new int[(int) total];
        int image = 0;
        for (String name : names) {
            byte[] bytes = files.get(name);
            for (int start = 0; start < bytes.length; start += recordBytes, image++) {
                labels[image] = Byte.toUnsignedInt(bytes[start]);
                if (labels[image] >= set.classNames().size()) {
                    throw new DataFileException(RootText.format(
                            "%s: label %d at byte %d of %s is outside 0..%d; is it another data set?",
                            source, labels[image], start, name, set.classNames().size() - 1));
                }
                System.arraycopy(
                        bytes,
                        start + 1,
                        pixels,
                        image * set.shape().values(),
                        set.shape().values());
            }
        }
        return ImageSet.owning(set.name(), source, set.shape(), pixels, labels, set.classNames());
    }
}
