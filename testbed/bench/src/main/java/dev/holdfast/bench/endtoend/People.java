package dev.holdfast.bench.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Who is in the sandbox's guild, and where they write.
 *
 * @param token the bot's
 */
public record People(
        String token, String guild, String owner, String channel, List<String> persons) {

    private static final int TEXT_CHANNEL = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public static People of(int sandboxPort) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:%d/sandbox/state".formatted(sandboxPort));
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try (var http = HttpClient.newHttpClient()) {
            var body = http.send(request, BodyHandlers.ofString()).body();
            var state = new ObjectMapper().readTree(body);
            var guild = state.path("guilds").path(0);
            return new People(
                    state.path("token").asText(),
                    guild.path("id").asText(),
                    guild.path("owner_id").asText(),
                    textChannel(guild),
                    elements(guild.path("members")).stream()
                            .map(member -> member.path("user"))
                            .filter(user -> !user.path("bot").asBoolean())
                            .map(user -> user.path("id").asText())
                            .toList());
        }
    }

    private static String textChannel(JsonNode guild) {
        return elements(guild.path("channels")).stream()
                .filter(channel -> channel.path("type").asInt() == TEXT_CHANNEL)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
