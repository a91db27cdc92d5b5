package dev.holdfast.gateway.discord;

import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.protocol.Attachment;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * Downloads files that people sent. Uses the path of an address only, on the host where Discord
 * keeps files, and follows no redirection. Thread-safe.
 */
@Singleton
public final class DiscordFiles {

    private static final int NOT_HERE = 400;
    private static final int TROUBLE = 500;
    private static final int LARGEST_PICTURE = 1 << 20;

    /** A file takes longer than a call. */
    private static final int CALLS = 3;

    private final DiscordSettings settings;
    private final Duration longest;
    private final DiscordAddress address;
    private final HttpClient http;

    @Inject
    DiscordFiles(DiscordSettings settings) {
        this(settings, settings.timeout().multipliedBy(CALLS));
    }

    DiscordFiles(DiscordSettings settings, Duration longest) {
        this.settings = settings;
        this.longest = longest;
        this.address = DiscordAddress.of(settings.url());
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(settings.timeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /** What came of asking for a file. */
    public sealed interface Fetched {

        /** It comes, within three times what a call may take; whoever gets it closes it. */
        record Coming(InputStream stream, long length) implements Fetched {}

        /** It has more than 10 MiB, or does not say how many. */
        record TooLarge() implements Fetched {}

        /** Discord has no such file, or no longer. */
        record Gone() implements Fetched {}

        /**
         * Discord did not answer.
         *
         * @param why for the log
         */
        record Away(String why) implements Fetched {}
    }

    /** Fetches what a person sent along, by the address that Discord resolved. */
    public Fetched fetch(URI url) throws InterruptedException {
        var file = address.file(url);
        if (file.isEmpty()) {
            return new Fetched.Gone();
        }
        var request = HttpRequest.newBuilder(file.get()).timeout(settings.timeout()).build();
        try {
            return judge(http.send(request, DeadlineStream.within(longest)));
        } catch (IOException e) {
            return new Fetched.Away(e.toString());
        }
    }

    /** What came of asking for a picture. */
    public sealed interface Pictured {

        /** Of at most 1 MiB. */
        @SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on and never compared.
        record There(byte[] bytes) implements Pictured {}

        /** Discord has no such picture. */
        record Gone() implements Pictured {}

        /**
         * Discord did not give it.
         *
         * @param why for the log
         */
        record Away(String why) implements Pictured {}
    }

    /** Fetches an avatar from where Discord keeps it. */
    public Pictured picture(String url) {
        var file = address.avatar(url);
        if (file.isEmpty()) {
            return new Pictured.Gone();
        }
        var request = HttpRequest.newBuilder(file.get()).timeout(settings.timeout()).build();
        try {
            var answer = http.send(request, DeadlineStream.within(longest));
            try (var body = answer.body()) {
                return pictured(answer.statusCode(), body);
            }
        } catch (IOException e) {
            return new Pictured.Away(e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Pictured.Away("interrupted");
        }
    }

    private static Pictured pictured(int status, InputStream body) throws IOException {
        if (status != 200) {
            return status == 404 ? new Pictured.Gone() : new Pictured.Away("HTTP " + status);
        }
        var bytes = body.readNBytes(LARGEST_PICTURE + 1);
        return bytes.length <= LARGEST_PICTURE
                ? new Pictured.There(bytes)
                : new Pictured.Away("a picture of more than 1 MiB");
    }

    private static Fetched judge(HttpResponse<InputStream> response) throws IOException {
        var length = response.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE);
        var status = response.statusCode();
        if (status == 200 && length <= Attachment.LARGEST) {
            return new Fetched.Coming(response.body(), length);
        }
        response.body().close();
        if (status == 200) {
            return new Fetched.TooLarge();
        }
        return status >= NOT_HERE && status < TROUBLE
                ? new Fetched.Gone()
                : new Fetched.Away("HTTP " + status);
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
