package dev.holdfast.bench.pay;

import dev.holdfast.bench.load.HttpConnection;
import dev.holdfast.bench.load.LoadCall;
import dev.holdfast.bench.machine.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Asks economy-service's REST for payments as the gateway does. Safe for any thread. */
public final class PayOverRest {

    /** Any reply but this is a refusal or a fault, and ends the bench. */
    private static final String SENT = "\"kind\":\"message\"";

    /** Discord's bits of MANAGE_GUILD and ADMINISTRATOR. */
    private static final String ALL_RIGHTS = "40";

    private static final int OK = 200;

    private final int port;
    private final String key = Stage.keyOfGateway("economy");
    private final PayMembers members;

    public PayOverRest(int port, PayMembers members) {
        this.port = port;
        this.members = members;
    }

    /** One caller with a connection of its own, whose payments are all in that guild. */
    public LoadCall caller(long guild, Supplier<PayMembers.Payment> payments) throws IOException {
        var connection = new HttpConnection(port);
        return new LoadCall() {
            @Override
            public void make() throws IOException {
                ask(connection, pay(guild, payments.get()));
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** Gives every member of the guild so many coins, by {@code /coins add}. */
    public void fund(long guild, int coins) throws IOException {
        try (var connection = new HttpConnection(port)) {
            for (var member = 0; member < PayMembers.COUNT; member++) {
                var options =
                        options(member, coins)
                                + ",\"reason\":{\"type\":\"text\",\"text\":\"bench\"}";
                ask(
                        connection,
                        invocation(
                                guild, members.operation(), 0, ALL_RIGHTS, "coins add", options));
            }
        }
    }

    private static String pay(long guild, PayMembers.Payment payment) {
        return invocation(
                guild,
                payment.operation(),
                payment.payer(),
                "0",
                "pay",
                options(payment.payee(), payment.coins()));
    }

    private static String invocation(
            long guild,
            long operation,
            int asking,
            String permissions,
            String path,
            String options) {
        return "{\"operation\":\""
                + operation
                + "\",\"guild\":\""
                + guild
                + "\",\"channel\":\"700000000000000001\",\"member\":{\"user\":\""
                + PayMembers.user(asking)
                + "\",\"name\":\"Member "
                + asking
                + "\",\"roles\":[\"600000000000000001\"],\"permissions\":\""
                + permissions
                + "\"},\"path\":\""
                + path
                + "\",\"options\":{"
                + options
                + "},\"locale\":\"en-US\"}";
    }

    private static String options(int member, int amount) {
        return "\"member\":{\"type\":\"person\",\"user\":\""
                + PayMembers.user(member)
                + "\",\"name\":\"Member "
                + member
                + "\",\"bot\":false},\"amount\":{\"type\":\"text\",\"text\":\""
                + amount
                + "\"}";
    }

    private void ask(HttpConnection connection, String body) throws IOException {
        var request =
                "POST /bot/invocations HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                        + key
                        + "\r\nHoldfast-Caller: gateway\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        var answer = connection.exchange(request.getBytes(StandardCharsets.US_ASCII));
        if (answer.status() != OK || !answer.body().contains(SENT)) {
            throw new IOException("not sent: %d %s".formatted(answer.status(), answer.body()));
        }
    }
}
