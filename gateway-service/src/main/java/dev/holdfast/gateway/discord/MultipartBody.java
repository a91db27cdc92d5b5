package dev.holdfast.gateway.discord;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A body with files: opened, sent part after part without being held as a whole, and closed.
 *
 * @see <a href="https://discord.com/developers/docs/reference#uploading-files">Discord: uploading
 *     files</a>
 */
final class MultipartBody implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final String BOUNDARY = "holdfast-d41c97f25b";
    private static final String END = "\r\n--" + BOUNDARY + "--\r\n";
    private static final String HEAD =
            """
            --%s\r
            Content-Disposition: form-data; name="payload_json"\r
            Content-Type: application/json\r
            \r
            """
                    .formatted(BOUNDARY);
    private static final String FILE =
            """
            \r
            --%s\r
            Content-Disposition: form-data; name="files[%d]"; filename="%s"\r
            Content-Type: application/octet-stream\r
            \r
            """;

    private final List<InputStream> streams = new ArrayList<>();
    private long length;

    /** The files are not to be had, or break off: Discord takes nothing then. */
    static final class Missing extends IOException {

        private static final long serialVersionUID = 1;

        Missing(IOException cause) {
            super(cause);
        }
    }

    /** What a file has, as long as it comes; whoever draws it fails here, and not Discord. */
    private static final class Body extends FilterInputStream {

        private long left;

        Body(Upload.Bytes bytes) {
            super(bytes.stream());
            left = bytes.length();
        }

        @Override
        public int read() throws Missing {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws Missing {
            try {
                var read = super.read(into, offset, length);
                if (read < 0 && left > 0) {
                    throw new EOFException("%,d bytes are missing".formatted(left));
                }
                left -= Math.max(0, read);
                return read;
            } catch (IOException e) {
                throw new Missing(e);
            }
        }
    }

    /** Whether that is why a call failed. */
    static boolean isMissing(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .anyMatch(Missing.class::isInstance);
    }

    /**
     * Opens the files.
     *
     * @throws Missing where one is not to be had
     */
    static MultipartBody open(byte[] json, List<Upload> files)
            throws Missing, InterruptedException {
        var parts = new MultipartBody();
        try {
            parts.add(HEAD);
            parts.add(new Upload.Bytes(new ByteArrayInputStream(json), json.length));
            for (var i = 0; i < files.size(); i++) {
                parts.add(FILE.formatted(BOUNDARY, i, files.get(i).name()));
                var bytes = files.get(i).source().open();
                parts.add(new Upload.Bytes(new Body(bytes), bytes.length()));
            }
            parts.add(END);
            return parts;
        } catch (IOException e) {
            parts.close();
            throw new Missing(e);
        }
    }

    private void add(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        add(new Upload.Bytes(new ByteArrayInputStream(bytes), bytes.length));
    }

    private void add(Upload.Bytes bytes) {
        streams.add(bytes.stream());
        length += bytes.length();
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** To be sent once. */
    BodyPublisher body() {
        var all = new SequenceInputStream(Collections.enumeration(streams));
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> all), length);
    }

    @Override
    public void close() {
        for (var stream : streams) {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.debug("a file was not closed", e);
            }
        }
    }
}
