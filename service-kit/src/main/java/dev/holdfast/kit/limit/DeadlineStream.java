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
 * A response body with a deadline. A request's own time-out covers only the headers. After the
 * deadline the stream is closed, and reading it throws an {@link IOException}.
 */
public final class DeadlineStream extends FilterInputStream {

    private final CountDownLatch closed = new CountDownLatch(1);

    private DeadlineStream(InputStream body, Duration longest) {
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
                        BodySubscribers.ofInputStream(), body -> new DeadlineStream(body, longest));
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
        } catch (InterruptedException | IOException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        super.close();
    }
}
