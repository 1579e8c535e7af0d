// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine, with all the habits of bad ones. */
final class TestServer implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    TestServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    /** Path and range of every request: "/a bytes=3-", or "/a" without a range. */
    List<String> requests() {
        return requests;
    }

    /** A good server. */
    URI serve(String path, byte[] content) {
        return serve(path, exchange -> {
            int start = start(exchange);
            head(exchange, start, content.length);
            exchange.getResponseBody().write(content, start, content.length - start);
        });
    }

    /** Knows no ranges. */
    URI serveWhole(String path, byte[] content) {
        return serve(path, exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        });
    }

    /** Sends as much as it likes, without saying how much, and knows no ranges. */
    URI serveChunked(String path, byte[] content) {
        return serve(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(content);
        });
    }

    /** Cuts the connection after so many bytes of each of the first answers. */
    URI serveCut(String path, byte[] content, int bytes, int times) {
        AtomicInteger left = new AtomicInteger(times);
        return serve(path, exchange -> {
            int start = start(exchange);
            head(exchange, start, content.length);
            int count = left.getAndDecrement() > 0 ? Math.min(bytes, content.length - start) : content.length - start;
            exchange.getResponseBody().write(content, start, count);
            exchange.getResponseBody().flush();
        });
    }

    /** Falls silent after so many bytes of the content, but holds the connection. */
    URI serveSilent(String path, byte[] content, int bytes) {
        return serve(path, exchange -> {
            int start = start(exchange);
            head(exchange, start, content.length);
            exchange.getResponseBody().write(content, start, Math.max(0, bytes - start));
            exchange.getResponseBody().flush();
            closing.await(20, TimeUnit.SECONDS);
        });
    }

    /** Answers a range with the bytes from another place on. */
    URI serveWrongRange(String path, byte[] content) {
        return serve(path, exchange -> {
            int start = start(exchange) / 2;
            head(exchange, start, content.length);
            exchange.getResponseBody().write(Arrays.copyOfRange(content, start, content.length));
        });
    }

    URI serveStatus(String path, int status) {
        return serve(path, exchange -> exchange.sendResponseHeaders(status, -1));
    }

    URI redirect(String path, URI target) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().set("Location", target.toString());
            exchange.sendResponseHeaders(302, -1);
        });
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private URI serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(path + (range == null ? "" : " " + range));
            try (exchange) {
                handler.handle(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private static int start(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    }

    private static void head(HttpExchange exchange, int start, int length) throws IOException {
        if (start > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(start, length - 1, length));
        }
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, length - start);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
