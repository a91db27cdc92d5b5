package dev.holdfast.kit.background;

import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.rest.Refuses;
import dev.holdfast.kit.security.ForOperators;
import dev.holdfast.kit.text.UserText;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST for operators: lists dead letters and retries or drops them. */
@ForOperators
@Path("/bot/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DeadLetterResource {

    private static final UserId NOBODY = new UserId(0);
    private static final int MOST = 200;
    private static final int LONGEST_NAME = 100;

    private final List<DeadLetterQueue> queues;
    private final UnitsOfWork units;

    @Inject
    DeadLetterResource(@All List<DeadLetterQueue> queues, UnitsOfWork units) {
        this.queues = queues;
        this.units = units;
    }

    /** What is to become of a row. */
    public enum Fate {
        /** It is tried again, its failures forgotten. */
        RETRY,
        /** It is given up: whoever waits for what comes of it hears nothing. */
        DROP
    }

    /**
     * An operator's decision.
     *
     * @param operation a key of its own, {@code job:instant}; the same one again changes nothing
     * @param by who decides, for the audit; 1 to 100 characters
     */
    public record Decision(
            OperationKey operation, String kind, GuildId guild, long row, Fate fate, String by) {

        public Decision {
            if (by.isBlank() || UserText.length(by) > LONGEST_NAME) {
                throw new IllegalArgumentException("'by' has 1 to 100 characters.");
            }
        }
    }

    /**
     * What came of a decision.
     *
     * @param changed false: there is no such dead letter, or no longer
     */
    public record Settled(boolean changed) {}

    /** A decision in the guild's audit. */
    private record Decided(String kind, long row, String by) {}

    /** The newest dead letters: at most 200 of each kind, the oldest first. */
    @GET
    public List<DeadLetter> newest() {
        return queues.stream()
                .flatMap(queue -> queue.newest(MOST).stream())
                .sorted(Comparator.comparing(DeadLetter::since))
                .toList();
    }

    /** Decides about one row, and notes that in its guild's audit. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "It is done, or the row is no dead letter (any more)",
            content = @Content(schema = @Schema(implementation = Settled.class)))
    @Refuses({Problem.Kind.STILL_RUNNING, Problem.Kind.KEY_REUSED, Problem.Kind.KEY_EXPIRED})
    public Response decide(Decision decision) {
        var request =
                new Request(
                        decision.operation(),
                        decision.guild(),
                        NOBODY,
                        "dead-letter",
                        RequestHash.of(decision.toString()));
        return switch (units.execute(request, work -> decide(decision, work))) {
            case RequestOutcome.Done(var reply, _) ->
                    Response.ok(new Settled(!(reply instanceof Reply.Refusal))).build();
            case RequestOutcome.KeyReused(), RequestOutcome.KeyExpired() ->
                    Problem.Kind.KEY_REUSED
                            .detail("Decide anew with a new operation key.")
                            .toResponse();
            case RequestOutcome.StillRunning _, RequestOutcome.Busy _ ->
                    Problem.Kind.STILL_RUNNING
                            .detail("It is being done, or the guild is being restored. Ask again.")
                            .toResponse();
        };
    }

    private Reply decide(Decision decision, UnitOfWork work) {
        var isDone =
                queues.stream()
                        .filter(queue -> queue.kind().equals(decision.kind()))
                        .anyMatch(queue ->
                                switch (decision.fate()) {
                                    case RETRY -> queue.retry(decision.row(), work);
                                    case DROP -> queue.drop(decision.row(), work);
                                });
        if (!isDone) {
            return Reply.refuse("It is no dead letter.");
        }
        var action =
                switch (decision.fate()) {
                    case RETRY -> "dead-letter.retry";
                    case DROP -> "dead-letter.drop";
                };
        work.audit(action, new Decided(decision.kind(), decision.row(), decision.by()));
        return Reply.say(action);
    }
}
