// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.download.FileCheck;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.junit.jupiter.api.Test;

class DownloadLinesTests {

    private static final URI MIRROR = URI.create("https://mirror.example/images.gz");
    private static final DataSetFile FILE =
            new DataSetFile("images.gz", 26_421_880, "0".repeat(64), List.of(), List.of(MIRROR));

    private final AtomicLong clock = new AtomicLong();

    @Test
    void aFileIsOneLineWhereThereIsNoTerminal() {
        Screen screen = new Screen(false);
        download(screen);

        assertThat(screen.err()).isEqualTo("images.gz: 26.4 MB from mirror.example, SHA-256 is right\n");
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void progressIsDrawnAgainOnATerminal() {
        Screen screen = new Screen(true);
        download(screen);

        assertThat(screen.err())
                .startsWith("\rimages.gz  6.4 MB of 26.4 MB from mirror.example")
                .contains("\rimages.gz  16.4 MB of 26.4 MB  5.0 MB/s  0:02 left")
                .endsWith("\n")
                .containsOnlyOnce("\n");
        assertThat(screen.err().split("\r")).hasSize(4);
    }

    @Test
    void failuresStayOnALineEach() {
        Screen screen = new Screen(true);
        DownloadLines lines = new DownloadLines(screen.terminal(), clock::get);

        lines.started(FILE, MIRROR, 0);
        lines.mirrorFailed(FILE, MIRROR, "HTTP status 404");
        lines.replacing(FILE, new FileCheck(Path.of("images.gz"), FileCheck.State.WRONG, "it is short"));

        assertThat(screen.err().lines().map(String::strip))
                .endsWith(
                        "images.gz: not from https://mirror.example/images.gz: HTTP status 404",
                        "images.gz: isn't what it should be (it is short); getting it anew");
    }

    @Test
    void bytesAreToldInMegabytesOrKilobytes() {
        assertThat(ByteCount.text(0)).isEqualTo("0 bytes");
        assertThat(ByteCount.text(16)).isEqualTo("16 bytes");
        assertThat(ByteCount.text(4_542)).isEqualTo("4.5 kB");
        assertThat(ByteCount.text(1_648_877)).isEqualTo("1.6 MB");
        assertThat(ByteCount.text(2_500_000_000L)).isEqualTo("2,500.0 MB");
    }

    private void download(Screen screen) {
        DownloadLines lines = new DownloadLines(screen.terminal(), clock::get);
        lines.started(FILE, MIRROR, 6_421_880);
        clock.addAndGet(2_000_000_000L);
        lines.progress(FILE, 16_421_880);
        clock.addAndGet(1_000_000);
        lines.progress(FILE, 16_500_000);
        lines.finished(FILE, Path.of("images.gz"), MIRROR);
    }
}
