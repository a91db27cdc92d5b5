package dev.holdfast.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection, one request at a time. It does little, so that the caller
 * takes little of the processor that it shares with what it measures: one write and, mostly, one
 * read a call.
 */
public final class HttpConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[LARGEST_ANSWER];

    public HttpConnection(int port) throws IOException {
        socket = new Socket();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                (int) PATIENCE.toMillis());
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** What came back. */
    public record Answer(int status, String body) {}

    /** Sends the request, head and body, and reads its answer. */
    public Answer exchange(byte[] request) throws IOException {
        out.write(request);
        var filled = 0;
        var head = -1;
        while (head < 0) {
            filled += read(filled);
            head = endOfHead(filled);
        }
        var lines = new String(buffer, 0, head, StandardCharsets.US_ASCII);
        var whole = head + END_OF_HEAD.length + length(lines);
        while (filled < whole) {
            filled += read(filled);
        }
        var from = head + END_OF_HEAD.length;
        return new Answer(
                Integer.parseInt(lines, 9, 12, 10),
                new String(buffer, from, whole - from, StandardCharsets.UTF_8));
    }

    private int read(int filled) throws IOException {
        var count = in.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            throw new EOFException(
                    "the answer ended early: "
                            + new String(buffer, 0, filled, StandardCharsets.UTF_8));
        }
        return count;
    }

    private int endOfHead(int filled) {
        for (var at = 0; at <= filled - END_OF_HEAD.length; at++) {
            if (buffer[at] == '\r'
                    && buffer[at + 1] == '\n'
                    && buffer[at + 2] == '\r'
                    && buffer[at + 3] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static int length(String lines) throws IOException {
        var name = "\r\ncontent-length:";
        var at = lines.toLowerCase(Locale.ROOT).indexOf(name);
        if (at < 0) {
            throw new IOException("an answer without a length: " + lines);
        }
        var end = lines.indexOf('\r', at + name.length());
        var from = at + name.length();
        return Integer.parseInt(
                (end < 0 ? lines.substring(from) : lines.substring(from, end)).strip());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // What was measured is measured.
        }
    }
}
