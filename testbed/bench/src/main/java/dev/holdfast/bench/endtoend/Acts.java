package dev.holdfast.bench.endtoend;

import dev.holdfast.bench.load.HttpConnection;
import dev.holdfast.bench.load.LoadCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Has people in the sandbox use commands. The sandbox answers each act when the bot's answer stands
 * in the channel ({@code ?wait=}), so that nothing has to be polled. Safe for any thread.
 */
public final class Acts {

    private static final int OK = 200;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String NO_OPTIONS = "[]";
    private static final String WAITING = "/sandbox/act?wait=20000";
    private static final Pattern INTERACTION = Pattern.compile("\"interactionId\":\"(\\d+)\"");

    private final int port;
    private final People people;

    public Acts(int sandboxPort, People people) {
        this.port = sandboxPort;
        this.people = people;
    }

    /** What is measured. */
    public enum Command {
        /** The gateway answers it by itself. */
        PING("Pong!"),
        /** Read from the database. */
        BALANCE("Balance"),
        /** One coin to somebody else. */
        PAY("+1 ");

        private final String answer;

        Command(String answer) {
            this.answer = answer;
        }

        /** Whether the text is its answer: not a refusal, and not a sign that one will come. */
        public boolean isAnsweredBy(String text) {
            return text.contains(answer);
        }

        public String word() {
            return switch (this) {
                case PING -> "ping";
                case BALANCE -> "balance";
                case PAY -> "pay";
            };
        }
    }

    /** One who uses the command, again and again, each time as somebody. */
    public LoadCall caller(Command command) throws IOException {
        var connection = new HttpConnection(port);
        return new LoadCall() {
            @Override
            public void make() throws IOException {
                expect(connection, request(command, WAITING), command.answer);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** One who has people begin to use a command, and does not wait for their answers. */
    public interface Starter extends AutoCloseable {

        /** Begins one use of it; the interaction's id. */
        String start() throws IOException;

        @Override
        void close();
    }

    /** A starter with a connection of its own. */
    public Starter starter(Command command) throws IOException {
        var connection = new HttpConnection(port);
        return new Starter() {
            @Override
            public String start() throws IOException {
                var came = connection.exchange(request(command, "/sandbox/act"));
                var id = INTERACTION.matcher(came.body());
                if (came.status() != OK || !id.find()) {
                    throw new IOException("not taken: %d %s".formatted(came.status(), came.body()));
                }
                return id.group(1);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** The gateway publishes the services' commands a moment after it has started. */
    public void fundOnceCommandsAreThere() throws IOException, InterruptedException {
        var begun = System.nanoTime();
        while (true) {
            try {
                fund();
                return;
            } catch (IOException e) {
                if (System.nanoTime() - begun > LONGEST_WAIT.toNanos()) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Gives everyone a million, by the owner's {@code /coins add}. */
    private void fund() throws IOException {
        try (var connection = new HttpConnection(port)) {
            for (var person : people.persons()) {
                var options =
                        "[{\"type\":1,\"name\":\"add\",\"options\":["
                                + option("member", 6, person)
                                + ","
                                + option("amount", 3, "1m")
                                + ","
                                + option("reason", 3, "bench")
                                + "]}]";
                var request = request(WAITING, "coins", people.owner(), options);
                expect(connection, request, "Coins added");
            }
        }
    }

    private static String pay(String other) {
        return "[" + option("member", 6, other) + "," + option("amount", 3, "1") + "]";
    }

    private static String option(String name, int type, String value) {
        return "{\"name\":\"%s\",\"type\":%d,\"value\":\"%s\"}".formatted(name, type, value);
    }

    /** As somebody, about somebody else. */
    private byte[] request(Command command, String path) {
        var random = ThreadLocalRandom.current();
        var count = people.persons().size();
        var person = random.nextInt(count);
        var other = (person + random.nextInt(1, count)) % count;
        var options = command == Command.PAY ? pay(people.persons().get(other)) : NO_OPTIONS;
        return request(path, command.word(), people.persons().get(person), options);
    }

    private byte[] request(String path, String command, String asking, String options) {
        var body =
                "{\"kind\":\"command\",\"name\":\"%s\",\"guildId\":\"%s\",\"channelId\":\"%s\",\"userId\":\"%s\",\"options\":%s}"
                        .formatted(command, people.guild(), people.channel(), asking, options);
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void expect(HttpConnection connection, byte[] request, String answer)
            throws IOException {
        var came = connection.exchange(request);
        if (came.status() != OK || !came.body().contains(answer)) {
            throw new IOException("not answered: %d %s".formatted(came.status(), came.body()));
        }
    }
}
