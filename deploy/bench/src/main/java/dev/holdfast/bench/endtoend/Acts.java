package dev.holdfast.bench.endtoend;

import dev.holdfast.bench.load.Call;
import dev.holdfast.bench.load.HttpConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Has people in the sandbox use commands. The sandbox answers each act when the bot's answer stands
 * in the channel ({@code ?wait=}), so that nothing has to be polled. Safe for any thread.
 */
public final class Acts {

    private static final int OK = 200;
    private static final String NO_OPTIONS = "[]";

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
        PAY("Sent **1**");

        private final String answer;

        Command(String answer) {
            this.answer = answer;
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
    public Call caller(Command command) throws IOException {
        var connection = new HttpConnection(port);
        return new Call() {
            @Override
            public void make() throws IOException {
                var random = ThreadLocalRandom.current();
                var count = people.persons().size();
                var person = random.nextInt(count);
                var other = (person + random.nextInt(1, count)) % count;
                var options =
                        command == Command.PAY ? pay(people.persons().get(other)) : NO_OPTIONS;
                var asking = people.persons().get(person);
                use(connection, command.word(), asking, options, command.answer);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** Gives everyone a million, by the owner's {@code /money set}. */
    public void fund() throws IOException {
        try (var connection = new HttpConnection(port)) {
            for (var person : people.persons()) {
                var options =
                        "[{\"type\":1,\"name\":\"set\",\"options\":["
                                + option("member", 6, person)
                                + ","
                                + option("amount", 3, "1m")
                                + ","
                                + option("reason", 3, "bench")
                                + "]}]";
                use(connection, "money", people.owner(), options, "Reason: bench");
            }
        }
    }

    private static String pay(String other) {
        return "[" + option("member", 6, other) + "," + option("amount", 3, "1") + "]";
    }

    private static String option(String name, int type, String value) {
        return "{\"name\":\"%s\",\"type\":%d,\"value\":\"%s\"}".formatted(name, type, value);
    }

    private void use(
            HttpConnection connection, String command, String asking, String options, String answer)
            throws IOException {
        var body =
                "{\"kind\":\"command\",\"name\":\"%s\",\"guildId\":\"%s\",\"channelId\":\"%s\",\"userId\":\"%s\",\"options\":%s}"
                        .formatted(command, people.guild(), people.channel(), asking, options);
        var request =
                "POST /sandbox/act?wait=20000 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(body.length(), body);
        var came = connection.exchange(request.getBytes(StandardCharsets.US_ASCII));
        if (came.status() != OK || !came.body().contains(answer)) {
            throw new IOException("not answered: %d %s".formatted(came.status(), came.body()));
        }
    }
}
