// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Java's own reader reads what is written. */
class PngTests {

    @Test
    void greyPixelsComeBackRowByRow() throws Exception {
        BufferedImage image = read(Png.dataUri(1, 2, 3, new double[] {0, 0.2, 0.4, 0.6, 0.8, 1}));

        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        int[] pixels = image.getRaster().getPixels(0, 0, 3, 2, (int[]) null);
        assertThat(pixels).containsExactly(0, 51, 102, 153, 204, 255);
    }

    @Test
    void colouredPixelsComeBackChannelByChannel() throws Exception {
        BufferedImage image = read(Png.dataUri(3, 1, 2, new double[] {1, 0, 0, 1, 0.2, 0}));

        assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFF0033);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xFF00FF00);
    }

    @Test
    void whatIsBeyondBlackAndWhiteIsCut() throws Exception {
        int[] pixels =
                read(Png.dataUri(1, 1, 2, new double[] {-3, 7})).getRaster().getPixels(0, 0, 2, 1, (int[]) null);
        assertThat(pixels).containsExactly(0, 255);
    }

    @Test
    void anotherNumberOfPixelsIsRefused() {
        assertThatThrownBy(() -> Png.dataUri(2, 1, 1, new double[2])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Png.dataUri(1, 2, 2, new double[3])).isInstanceOf(IllegalArgumentException.class);
    }

    private static BufferedImage read(String address) throws Exception {
        String start = "data:image/png;base64,";
        assertThat(address).startsWith(start);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(address.substring(start.length()))));
    }
}
