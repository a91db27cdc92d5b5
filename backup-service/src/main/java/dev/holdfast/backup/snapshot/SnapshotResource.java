package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.kit.database.Executed;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.BackgroundTask;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.rest.Refuses;
import dev.holdfast.kit.security.ForOperators;
import dev.holdfast.kit.text.UserText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where operators see snapshots, have one taken, and have one read whole. */
@ForOperators
@Path("/bot/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SnapshotResource {

    private static final UserId NOBODY = new UserId(0);
    private static final int LONGEST_NAME = 100;

    private final Snapshots snapshots;
    private final CatalogMaintenance upkeep;
    private final UnitsOfWork units;
    private final AtomicBoolean isTaking = new AtomicBoolean();

    @Inject
    SnapshotResource(Snapshots snapshots, CatalogMaintenance upkeep, UnitsOfWork units) {
        this.snapshots = snapshots;
        this.upkeep = upkeep;
        this.units = units;
    }

    /**
     * An operator's wish for a snapshot of everything.
     *
     * @param operation a key of its own, {@code job:instant}; the same one again takes no other
     * @param by who asks; 1 to 100 characters
     */
    public record Wanted(OperationKey operation, String by) {

        public Wanted {
            if (by.isBlank() || UserText.length(by) > LONGEST_NAME) {
                throw new IllegalArgumentException("'by' has 1 to 100 characters.");
            }
        }
    }

    /** The number that it has from its beginning. */
    public record Begun(long snapshotId) {}

    /**
     * A snapshot and where it is.
     *
     * @param copies by location
     */
    public record Listed(SnapshotEntry snapshot, List<SnapshotCopy> copies) {}

    /**
     * What reading it whole came to.
     *
     * @param wrong what is wrong, by location; empty: it is whole in all that have it
     */
    public record Verified(long snapshotId, List<String> whole, Map<String, String> wrong) {}

    /** All of all guilds, the oldest first; guild 0 stands for everything. */
    @GET
    public List<Listed> all() {
        var copies =
                snapshots.copies().stream()
                        .collect(Collectors.groupingBy(SnapshotCopy::snapshotId));
        return snapshots.all().stream()
                .map(entry -> new Listed(entry, copies.getOrDefault(entry.snapshotId(), List.of())))
                .toList();
    }

    /** One of them, such as one that is being taken. */
    @GET
    @Path("{snapshot}")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    @Refuses(Problem.Kind.NOT_FOUND)
    public Response one(@PathParam("snapshot") long snapshot) {
        return all().stream()
                .filter(listed -> listed.snapshot().snapshotId() == snapshot)
                .findAny()
                .map(listed -> Response.ok(listed).build())
                .orElseGet(() -> unknown(snapshot));
    }

    /** Begins to take one of everything; its entry says what becomes of it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "202",
            description = "It is being taken, or was taken for the same key",
            content = @Content(schema = @Schema(implementation = Begun.class)))
    @Refuses({
        Problem.Kind.STILL_RUNNING,
        Problem.Kind.KEY_REUSED,
        Problem.Kind.KEY_EXPIRED,
        Problem.Kind.BUSY
    })
    public Response take(Wanted wanted) {
        if (!isTaking.compareAndSet(false, true)) {
            return Problem.Kind.BUSY
                    .detail("A snapshot that an operator asked for is being taken. Ask later.")
                    .toResponse();
        }
        var isBegun = false;
        try {
            // So that the number that is answered is the snapshot's.
            snapshots.passArchive();
            var drawn = draw(wanted);
            if (drawn instanceof Executed.Done<Long>(var id, var replayed) && !replayed) {
                BackgroundTask.start("manual-snapshot", () -> take(id, wanted));
                isBegun = true;
            }
            return answer(drawn);
        } finally {
            if (!isBegun) {
                isTaking.set(false);
            }
        }
    }

    private Executed<Long> draw(Wanted wanted) {
        var request =
                new Request(
                        wanted.operation(),
                        GuildId.DIRECT,
                        NOBODY,
                        "snapshot",
                        RequestHash.of(wanted.by()));
        return units.execute(request, Long.class, SnapshotStore::next);
    }

    private void take(long id, Wanted wanted) throws InterruptedException {
        try {
            var reason = "an operator asked: " + wanted.by();
            snapshots.take(id, SnapshotRequest.whole(SnapshotKind.MANUAL, reason), Progress.ALONE);
        } finally {
            isTaking.set(false);
        }
    }

    private static Response answer(Executed<Long> drawn) {
        return switch (drawn) {
            case Executed.Done<Long>(var id, _) -> Response.accepted(new Begun(id)).build();
            case Executed.Not<Long>(var why) ->
                    switch (why) {
                        case RequestOutcome.KeyReused(), RequestOutcome.KeyExpired() ->
                                Problem.Kind.KEY_REUSED
                                        .detail("Ask anew with a new operation key.")
                                        .toResponse();
                        case RequestOutcome.StillRunning _, RequestOutcome.Busy _ ->
                                Problem.Kind.STILL_RUNNING
                                        .detail("It is being asked for. Ask again.")
                                        .toResponse();
                    };
        };
    }

    /** Reads one whole in every location that has it; takes as long as that takes. */
    @POST
    @Path("{snapshot}/verification")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Verified.class)))
    @Refuses(Problem.Kind.NOT_FOUND)
    public Response verify(@PathParam("snapshot") long snapshot) {
        var verdicts = upkeep.verify(snapshot);
        if (verdicts.isEmpty()) {
            return unknown(snapshot);
        }
        var wrong = new TreeMap<String, String>();
        verdicts.forEach((location, verdict) ->
                FailureWords.wrong(verdict).ifPresent(why -> wrong.put(location, why)));
        var whole = verdicts.keySet().stream().filter(each -> !wrong.containsKey(each)).toList();
        return Response.ok(new Verified(snapshot, whole, wrong)).build();
    }

    private static Response unknown(long snapshot) {
        return Problem.Kind.NOT_FOUND
                .detail("No location has snapshot %d.".formatted(snapshot))
                .toResponse();
    }
}
