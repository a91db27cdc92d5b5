package dev.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bot with one of everything, which answers by a script until it is closed. */
final class ScriptedBot implements AutoCloseable {
    private static final int ALL_INTENTS = (1 << 16) - 1;
    private static final int AUTOCOMPLETE = 4;
    private static final int HEARTBEAT = 1;
    private static final Set<String> UNANSWERED = Set.of("silent", "never");
    private static final int PATIENCE_SECONDS = 20;

    /** So often it looks whether it is closed. */
    private static final int LOOK_SECONDS = 5;

    private final Client client;
    private final GatewayClient gateway;
    private final JsonNode script = script();
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final Thread answering;
    private volatile boolean closed;

    ScriptedBot(Client client) {
        this.client = client;
        client.register(script.path("commands"));
        gateway = client.login(ALL_INTENTS);
        answering = Thread.ofVirtual().start(this::answerAll);
    }

    private static JsonNode script() {
        try (var file = ScriptedBot.class.getResourceAsStream("/scripted-bot.json")) {
            return Json.parse(file.readAllBytes()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answerAll() {
        while (!closed) {
            gateway.send(HEARTBEAT, Json.object().numberNode(gateway.last()));
            gateway.next(GatewayClient.is("INTERACTION_CREATE"), LOOK_SECONDS)
                    .ifPresent(interaction -> answer(interaction.path("d")));
        }
    }

    private void answer(JsonNode interaction) {
        var data = interaction.path("data");
        var name = data.path("name").asText(data.path("custom_id").asText());
        if (interaction.path("type").asInt() == AUTOCOMPLETE) {
            callback(interaction, script.path("choices"));
            return;
        }
        heard.add(interaction);
        if (UNANSWERED.contains(name)) return;
        var answers = script.path("answers");
        callback(interaction, answers.has(name) ? answers.path(name) : script.path("otherwise"));
    }

    private void callback(JsonNode interaction, JsonNode answer) {
        var path =
                "/api/v10/interactions/%s/%s/callback"
                        .formatted(
                                interaction.path("id").asText(),
                                interaction.path("token").asText());
        client.send("POST", path, answer);
    }

    /** The next interaction that was heard, autocompletion aside. */
    JsonNode hears() {
        try {
            var next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError(
                        "the bot heard nothing; it is "
                                + answering.getState()
                                + " at "
                                + List.of(answering.getStackTrace())
                                + ", the sandbox knows "
                                + client.state().path("interactions").findValuesAsText("state"));
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills in what it was thinking about. */
    void finish(JsonNode interaction, String content) {
        var path =
                "/api/v10/webhooks/%s/%s/messages/@original"
                        .formatted(client.application(), interaction.path("token").asText());
        client.send("PATCH", path, Json.object().put("content", content));
    }

    void forget() {
        heard.clear();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        gateway.close();
        answering.join(java.time.Duration.ofSeconds(PATIENCE_SECONDS));
    }
}
