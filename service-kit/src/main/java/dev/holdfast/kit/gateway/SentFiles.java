package dev.holdfast.kit.gateway;

import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.OptionValue;
import jakarta.inject.Singleton;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads files that people attached to a command, through the gateway, so that services need no
 * access to the internet. Only files that Discord resolved can be read. Thread-safe.
 */
@Singleton
public final class SentFiles {

    /** Longer than the gateway waits for Discord. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Longer than the gateway's own. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final GatewayEndpoints gateways;

    SentFiles(GatewayEndpoints gateways) {
        this.gateways = gateways;
    }

    /** What came of asking for a file. */
    public sealed interface Read {

        /**
         * It comes; whoever gets it closes it.
         *
         * @param stream of at most 10 MiB; more, or less than was announced, or not within 45 s is
         *     an {@link IOException}
         */
        record Coming(InputStream stream) implements Read {}

        /** It has more than 10 MiB. */
        record TooLarge() implements Read {}

        /** Discord has it no longer: ask the person anew. */
        record Gone() implements Read {}

        /**
         * Neither a gateway nor Discord gave it now; worth another try.
         *
         * @param why for the log
         */
        record Away(String why) implements Read {}
    }

    /** Opens it. Not inside a unit of work: it may take 15 s to begin, and 45 s to come. */
    public Read open(OptionValue.File file) throws InterruptedException {
        if (file.size() > Attachment.LARGEST) {
            return new Read.TooLarge();
        }
        var url = URLEncoder.encode(file.url().toString(), StandardCharsets.UTF_8);
        try {
            return read(
                    gateways.ask(
                            "/attachments?url=" + url,
                            TIMEOUT,
                            HttpRequest.Builder::GET,
                            DeadlineStream.within(LONGEST)));
        } catch (IOException e) {
            return new Read.Away(e.toString());
        }
    }

    private static Read read(HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() == 200) {
            return new Read.Coming(new Bounded(response.body()));
        }
        response.body().close();
        return switch (response.statusCode()) {
            case 404 -> new Read.Gone();
            case 413 -> new Read.TooLarge();
            default -> new Read.Away("HTTP " + response.statusCode());
        };
    }

    /** Breaks off where more comes than may. */
    private static final class Bounded extends FilterInputStream {

        private long left = Attachment.LARGEST;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var read = super.read(bytes, from, length);
            count(read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            var skipped = super.skip(bytes);
            count(skipped);
            return skipped;
        }

        private void count(long came) throws IOException {
            left -= Math.max(0, came);
            if (left < 0) {
                throw new IOException(
                        "the file has more than %d bytes".formatted(Attachment.LARGEST));
            }
        }
    }
}
