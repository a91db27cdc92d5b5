package dev.holdfast.kit.fact;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.gateway.GatewayEndpoints;
import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.FactPage;
import dev.holdfast.kit.protocol.FactValues;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;

/**
 * Reads facts of other services through the gateway. Blocks for up to 10 s; not inside a unit of
 * work. Thread-safe.
 */
@Singleton
public final class FactReader {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final GatewayEndpoints gateways;
    private final ObjectMapper json;

    FactReader(GatewayEndpoints gateways, ObjectMapper json) {
        this.gateways = gateways;
        // A service of a newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * What a fact says about some members; of those it leaves out nothing is known.
     *
     * @param members 1 to 500
     */
    public FactRead<FactValues> values(String fact, GuildId guild, Collection<UserId> members)
            throws InterruptedException {
        var path = "/facts/%s?guild=%s&users=%s".formatted(fact, guild, MemberList.text(members));
        return ask(path, FactValues.class);
    }

    /**
     * Whose fact changed.
     *
     * @param cursor {@link FactPage#EVERYTHING}, or the {@code next} of an earlier page
     */
    public FactRead<FactPage> changes(String fact, GuildId guild, String cursor)
            throws InterruptedException {
        var path =
                "/facts/%s/changes?guild=%s&cursor=%s"
                        .formatted(fact, guild, URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        return ask(path, FactPage.class);
    }

    private <T> FactRead<T> ask(String path, Class<T> type) throws InterruptedException {
        try {
            var answer =
                    gateways.ask(
                            path,
                            TIMEOUT,
                            HttpRequest.Builder::GET,
                            DeadlineStream.within(TIMEOUT));
            var text = DeadlineStream.text(answer);
            if (answer.statusCode() == 200) {
                return new FactRead.Known<>(json.readValue(text, type));
            }
            var why = "HTTP %d from %s".formatted(answer.statusCode(), answer.uri());
            return answer.statusCode() == 404
                            && json.readValue(text, Problem.class).is(Problem.Kind.UNKNOWN_FACT)
                    ? new FactRead.Unknown<>(why)
                    : new FactRead.Away<>(why, GatewayEndpoints.retryAfter(answer));
        } catch (IOException e) {
            return new FactRead.Away<>(e.toString(), Duration.ZERO);
        }
    }
}
