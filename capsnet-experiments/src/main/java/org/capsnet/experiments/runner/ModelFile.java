// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.capsnet.datasets.Sha256;
import org.capsnet.experiments.files.AtomicFiles;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network in a file that Deeplearning4j's ModelSerializer reads. ModelSerializer's own files have the time of writing in
 * them, and take seconds to compress; these are the same for the same network, and hold a sum of each part.
 */
final class ModelFile {

    private static final String CONFIGURATION = "configuration.json";
    private static final String PARAMETERS = "coefficients.bin";
    private static final String UPDATER = "updaterState.bin";
    private static final String SUMS = "SHA256SUMS";

    /** The earliest that a ZIP file can hold. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ModelFile() {}

    /** Writes to an entry. */
    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /**
     * Replaces a file in one step.
     *
     * @param others further texts by their names
     */
    static void write(Path file, MultiLayerNetwork network, Map<String, String> others) throws IOException {
        Map<String, Content> contents = new LinkedHashMap<>();
        String configuration = network.getLayerWiseConfigurations().toJson();
        contents.put(CONFIGURATION, out -> out.write(configuration.getBytes(StandardCharsets.UTF_8)));
        contents.put(PARAMETERS, out -> Nd4j.write(network.params(), out));
        INDArray updater = network.getUpdater().getStateViewArray();
        if (updater != null && updater.length() > 0) {
            contents.put(UPDATER, out -> Nd4j.write(updater, out));
        }
        others.forEach((name, text) -> contents.put(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
        AtomicFiles.replace(file, temporary -> {
            try (FileOutputStream stream = new FileOutputStream(temporary.toFile())) {
                writeZip(stream, contents);
            }
        });
    }

    private static void writeZip(OutputStream stream, Map<String, Content> contents) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(stream, 1 << 16));
        zip.setLevel(Deflater.NO_COMPRESSION);
        StringBuilder sums = new StringBuilder();
        for (Map.Entry<String, Content> entry : contents.entrySet()) {
            MessageDigest digest = Sha256.begin();
            begin(zip, entry.getKey());
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(zip, digest), 1 << 16));
            entry.getValue().writeTo(out);
            out.flush();
            sums.append(Sha256.end(digest)).append("  ").append(entry.getKey()).append('\n');
        }
        begin(zip, SUMS);
        zip.write(sums.toString().getBytes(StandardCharsets.UTF_8));
        zip.finish();
        zip.flush();
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }

    /**
     * Reads one of the further texts, after checking the whole file.
     *
     * @throws IOException if the file isn't as it was written
     */
    static String readChecked(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String line : text(zip, SUMS).lines().toList()) {
                String[] parts = line.split("  ", 2);
                if (parts.length < 2 || !parts[0].equals(Sha256.of(bytes(zip, parts[1])))) {
                    throw new ZipException("the sum of a part is wrong");
                }
            }
            return text(zip, name);
        }
    }

    /** The network of a file that was checked, with its updater's state and its counts. */
    static MultiLayerNetwork network(Path file) throws IOException {
        return ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(bytes(zip, name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ZipException(name + " is missing");
        }
        try (var in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
