package dev.holdfast.kit.limit;

import dev.holdfast.kit.loop.BackgroundTask;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, which must have come and been read in time: a request's own timeout ends
 * when its answer begins. One that stalls is closed, and whoever reads it gets an {@link
 * IOException}.
 */
public final class TimelyStream extends FilterInputStream {

    private final CountDownLatch closed = new CountDownLatch(1);

    private TimelyStream(InputStream body, Duration longest) {
        super(body);
        BackgroundTask.start("timely-stream", () -> watch(longest));
    }

    /**
     * Gives the body as it comes; whoever gets it closes it.
     *
     * @param longest from its first byte until it is closed
     */
    public static BodyHandler<InputStream> within(Duration longest) {
        return _ ->
                BodySubscribers.mapping(
                        BodySubscribers.ofInputStream(), body -> new TimelyStream(body, longest));
    }

    /** All of such a body, as text in UTF-8. */
    public static String text(HttpResponse<InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void watch(Duration longest) {
        try {
            if (!closed.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
            }
        } catch (InterruptedException | IOException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        super.close();
    }
}
