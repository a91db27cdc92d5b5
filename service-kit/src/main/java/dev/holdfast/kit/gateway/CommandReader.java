package dev.holdfast.kit.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Consultation;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Runs read-only commands of other services through the gateway, as the member who asks and with
 * that member's permissions. Discord sees nothing of it. Blocks for up to 15 s; not inside a unit
 * of work. Thread-safe.
 */
@Singleton
public final class CommandReader {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final GatewayEndpoints gateways;
    private final ObjectMapper json;

    CommandReader(GatewayEndpoints gateways, ObjectMapper json) {
        this.gateways = gateways;
        // A gateway of a newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * What a command answers the member who made a request.
     *
     * @param asking the request of which this is a part
     */
    public CommandRead read(Invocation asking, CommandPath path, Map<String, OptionValue> options)
            throws InterruptedException {
        try {
            var body = json.writeValueAsBytes(Consultation.of(asking, path, options));
            var answer =
                    gateways.ask(
                            "/consultations",
                            TIMEOUT,
                            request ->
                                    request.header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofByteArray(body)),
                            DeadlineStream.within(TIMEOUT));
            var text = DeadlineStream.text(answer);
            return answer.statusCode() == 200
                    ? new CommandRead.Answered(json.readValue(text, Reply.class))
                    : no(answer, json.readValue(text, Problem.class));
        } catch (IOException e) {
            return new CommandRead.Away(e.toString(), Duration.ZERO);
        }
    }

    /** Only what the gateway says of this command and this member counts as a no. */
    private static CommandRead no(HttpResponse<?> answer, Problem problem) {
        return problem.is(Problem.Kind.UNKNOWN_COMMAND)
                        || problem.is(Problem.Kind.WRITING_COMMAND)
                        || problem.is(Problem.Kind.NOT_FOR_MEMBER)
                ? new CommandRead.Refused(problem.detail())
                : new CommandRead.Away(problem.detail(), GatewayEndpoints.retryAfter(answer));
    }
}
