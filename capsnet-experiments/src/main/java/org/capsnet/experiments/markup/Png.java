// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.markup;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Small pictures within a page, in the PNG format (W3C recommendation, second edition). */
public final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;

    private Png() {}

    /**
     * A picture as an address that holds it.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @param pixels channel by channel and row by row, 0 to 1; what is beyond is cut
     */
    public static String dataUri(int channels, int height, int width, double[] pixels) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(channels, height, width, pixels));
    }

    /** The same as a file. */
    static byte[] bytes(int channels, int height, int width, double[] pixels) {
        if ((channels != 1 && channels != 3) || pixels.length != channels * height * width) {
            throw new IllegalArgumentException("a picture has 1 or 3 channels of " + height + "x" + width
                    + " pixels, but this has " + channels + " and " + pixels.length + " numbers");
        }
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(file);
            out.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream head = new DataOutputStream(header);
            head.writeInt(width);
            head.writeInt(height);
            head.write(new byte[] {8, (byte) (channels == 1 ? GREY : RGB), 0, 0, 0});
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", rows(channels, height, width, pixels));
            chunk(out, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but memory", e);
        }
    }

    private static byte[] rows(int channels, int height, int width, double[] pixels) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            for (int row = 0; row < height; row++) {
                // Of the filters, none.
                out.write(0);
                for (int column = 0; column < width; column++) {
                    for (int channel = 0; channel < channels; channel++) {
                        double value = pixels[(channel * height + row) * width + column];
                        out.write((int) Math.round(255 * Math.max(0, Math.min(1, value))));
                    }
                }
            }
        }
        return packed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
