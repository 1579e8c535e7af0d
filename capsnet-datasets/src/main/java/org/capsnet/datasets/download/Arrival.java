// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of a response, for a thread that waits for them only so long. A stream of {@code HttpClient} would wait for ever
 * for a server that has fallen silent.
 */
final class Arrival implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Duration patience;
    private volatile Flow.Subscription subscription;

    private record Event(List<ByteBuffer> bytes, Throwable failure) {}

    Arrival(Duration patience) {
        this.patience = patience;
    }

    /** Waits for the next bytes; null at the end. */
    List<ByteBuffer> next() throws IOException, InterruptedException {
        Event event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            throw new IOException("the server fell silent");
        }
        if (event.failure() != null) {
            throw event.failure() instanceof IOException failure ? failure : new IOException(event.failure());
        }
        if (event.bytes() != null) {
            subscription.request(1);
        }
        return event.bytes();
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        events.add(new Event(bytes, null));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(null, failure));
    }

    @Override
    public void onComplete() {
        events.add(new Event(null, null));
    }
}
