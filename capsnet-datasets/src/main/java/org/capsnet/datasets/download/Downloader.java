// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.ImageDataSet;
import org.capsnet.datasets.RootText;
import org.capsnet.datasets.Sha256;

/**
 * Gets the files of data sets over HTTP.
 *
 * <p>A file's mirrors are tried in order. What arrives is kept in {@code NAME.part} beside the file until it is whole; a
 * later call, even of another process, goes on where an earlier one was cut off, if the server can. A file gets its name in
 * one step, after its size and SHA-256 were found right. Processes that download into one folder take turns.
 *
 * <p>A downloader may be used again and again, by one thread at a time.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Downloader {

    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_CUTS = 20;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private final DownloadListener listener;
    private final Duration patience;
    private final HttpClient client;

    /**
     * A downloader.
     *
     * @param listener is told how it gets on
     */
    public Downloader(DownloadListener listener) {
        this(listener, PATIENCE);
    }

    Downloader(DownloadListener listener, Duration patience) {
        this.listener = listener;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                // Old servers, of which data sets have some, may stumble over an offer to upgrade.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECTION_PATIENCE)
                .build();
    }

    /**
     * Gets all files of a data set that aren't there yet, or aren't what they should be.
     *
     * @param set the data set
     * @param folder its folder; made if absent
     * @throws DownloadException if a file couldn't be had from any mirror or couldn't be written, or if the thread was
     *     interrupted
     */
    public void download(ImageDataSet set, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new DownloadException("Can't make the folder " + folder + ": " + Reason.of(failure) + ".", failure);
        }
        try (FolderLock lock = FolderLock.take(folder, () -> listener.waiting(folder))) {
            for (DataSetFile file : set.files()) {
                download(file, folder);
            }
        } catch (IOException failure) {
            throw new DownloadException("Can't write into " + folder + ": " + Reason.of(failure) + ".", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new DownloadException("The download into " + folder + " was interrupted.", interruption);
        }
    }

    static Path part(Path path) {
        return path.resolveSibling(path.getFileName() + ".part");
    }

    private void download(DataSetFile file, Path folder) throws IOException, InterruptedException {
        FileCheck found = FileCheck.of(file, folder);
        if (found.good()) {
            listener.present(file, found);
            return;
        }
        if (found.state() == FileCheck.State.WRONG) {
            if (file.isUnpackedIn(folder)) {
                throw new DownloadException(found.path() + " is read in place of " + file.name()
                        + ", but isn't what it should be: " + found.detail() + ". Delete it, and try again.");
            }
            listener.replacing(file, found);
        }
        Path target = folder.resolve(file.name());
        Path part = part(target);
        URI mirror = fetch(file, part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        listener.finished(file, target, mirror);
    }

    private URI fetch(DataSetFile file, Path part) throws IOException, InterruptedException {
        for (URI mirror : file.mirrors()) {
            try {
                fetch(file, part, mirror);
                return mirror;
            } catch (MirrorFailure failure) {
                listener.mirrorFailed(file, mirror, failure.getMessage());
            }
        }
        int count = file.mirrors().size();
        long left = size(part);
        throw new DownloadException(RootText.format(
                "%s couldn't be had from %s.%s Or put the file into %s yourself.",
                file.name(),
                count == 1 ? "its only mirror" : "any of its " + count + " mirrors",
                left > 0
                        ? RootText.format(
                                " %,d of %,d bytes are kept; the next try goes on from there.", left, file.size())
                        : "",
                part.toAbsolutePath().getParent()));
    }

    /** Tries one mirror, again where something new came of it or where an older part was to blame. */
    private void fetch(DataSetFile file, Path part, URI mirror)
            throws IOException, InterruptedException, MirrorFailure {
        int cuts = 0;
        while (true) {
            long before = size(part);
            try {
                if (before != file.size()) {
                    transfer(file, part, mirror);
                }
                if (!Sha256.of(part).equals(file.sha256())) {
                    throw new MirrorFailure(
                            MirrorFailure.Kind.SPOILT, "the SHA-256 is wrong: it is another file, or damaged");
                }
                return;
            } catch (MirrorFailure failure) {
                if (failure.kind() == MirrorFailure.Kind.SPOILT) {
                    Files.deleteIfExists(part);
                }
                boolean again =
                        switch (failure.kind()) {
                            case REFUSED -> false;
                            case CUT -> size(part) > before && ++cuts < MOST_CUTS;
                            case SPOILT -> before > 0;
                        };
                if (!again) {
                    throw failure;
                }
            }
        }
    }

    private void transfer(DataSetFile file, Path part, URI mirror)
            throws IOException, InterruptedException, MirrorFailure {
        if (size(part) > file.size()) {
            Files.delete(part);
        }
        long asked = size(part);
        requireSpace(file, part, file.size() - asked);
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = ask(mirror, asked);
        try (Arrival arrival = new Arrival(patience)) {
            response.body().subscribe(arrival);
            long start = start(file, response, asked);
            listener.started(file, mirror, start);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.truncate(start);
                channel.position(start);
                receive(file, arrival, channel);
                channel.force(true);
            }
        }
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(URI mirror, long start)
            throws InterruptedException, MirrorFailure {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(mirror).timeout(patience).header("User-Agent", "capsnet");
        if (start > 0) {
            request.header("Range", "bytes=" + start + "-");
        }
        try {
            return client.send(request.build(), BodyHandlers.ofPublisher());
        } catch (IOException failure) {
            throw new MirrorFailure(MirrorFailure.Kind.REFUSED, Reason.of(failure));
        }
    }

    /** Checks the head of an answer; gives the number of the first byte that follows. */
    private static long start(DataSetFile file, HttpResponse<?> response, long asked) throws MirrorFailure {
        long start = 0;
        switch (response.statusCode()) {
            case 200 -> {}
            case 206 -> {
                Matcher range = CONTENT_RANGE.matcher(
                        response.headers().firstValue("Content-Range").orElse(""));
                if (!range.matches() || Long.parseLong(range.group(1)) != asked) {
                    throw new MirrorFailure(
                            MirrorFailure.Kind.SPOILT, "it answered with another part than was asked for");
                }
                start = asked;
            }
            case 416 -> throw new MirrorFailure(MirrorFailure.Kind.SPOILT, "it has no more than " + asked + " bytes");
            default -> throw new MirrorFailure(MirrorFailure.Kind.REFUSED, "HTTP status " + response.statusCode());
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(file.size() - start);
        if (start + length != file.size()) {
            throw new MirrorFailure(
                    MirrorFailure.Kind.REFUSED,
                    RootText.format("it has %,d bytes instead of %,d", start + length, file.size()));
        }
        return start;
    }

    private void receive(DataSetFile file, Arrival arrival, FileChannel channel)
            throws IOException, InterruptedException, MirrorFailure {
        while (true) {
            List<ByteBuffer> buffers;
            try {
                buffers = arrival.next();
            } catch (IOException failure) {
                throw cut(file, channel.position(), Reason.of(failure));
            }
            if (buffers == null) {
                break;
            }
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            if (channel.position() > file.size()) {
                throw new MirrorFailure(
                        MirrorFailure.Kind.SPOILT, RootText.format("it goes on after %,d bytes", file.size()));
            }
            listener.progress(file, channel.position());
        }
        if (channel.position() < file.size()) {
            throw cut(file, channel.position(), "it ended");
        }
    }

    private static MirrorFailure cut(DataSetFile file, long position, String reason) {
        return new MirrorFailure(
                MirrorFailure.Kind.CUT,
                RootText.format("cut off after %,d of %,d bytes: %s", position, file.size(), reason));
    }

    private static void requireSpace(DataSetFile file, Path part, long needed) throws IOException {
        long free = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
        if (free < needed) {
            throw new DownloadException(RootText.format(
                    "%s needs %,d more bytes, but only %,d are free at %s.",
                    file.name(), needed, free, part.toAbsolutePath().getParent()));
        }
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }
}
