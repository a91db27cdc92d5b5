package dev.holdfast.smoke.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.GuildId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The bot's calls that give or take roles of one guild.
 *
 * @param all of them
 * @param tooMany those that Discord turned away, since they came too fast
 */
record RoleCalls(int all, int tooMany) {

    private static final Pattern ROLE = Pattern.compile("/guilds/(\\d+)/members/\\d+/roles/\\d+");
    private static final int TOO_MANY = 429;

    /** Reads them from what the sandbox writes down. */
    static RoleCalls of(GuildId guild, Path said) throws IOException {
        var json = new ObjectMapper();
        var all = 0;
        var tooMany = 0;
        try (var lines = Files.newBufferedReader(said)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("/roles/")) {
                    var exchange = json.readTree(line);
                    all += isOf(guild, exchange) ? 1 : 0;
                    tooMany += isOf(guild, exchange) && turnedAway(exchange) ? 1 : 0;
                }
            }
        }
        return new RoleCalls(all, tooMany);
    }

    private static boolean isOf(GuildId guild, JsonNode exchange) {
        var path = ROLE.matcher(exchange.path("path").asText());
        return path.matches() && path.group(1).equals(guild.toString());
    }

    private static boolean turnedAway(JsonNode exchange) {
        return exchange.path("status").asInt() == TOO_MANY;
    }
}
