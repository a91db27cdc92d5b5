package dev.holdfast.kit.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.DataTables;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.TableShapes;
import dev.holdfast.kit.fact.Facts;
import dev.holdfast.kit.limit.Bulkhead;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.order.ReceivedOrders;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Topic;
import dev.holdfast.kit.rest.Refuses;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The REST endpoints under {@code /bot} that every service has. */
@Path("/bot")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class BotResource {

    /** Says on a reply whether it is that of an earlier delivery. */
    public static final String REPLAYED = "Holdfast-Replayed";

    private final String service;
    private final long build;
    private final Commands commands;
    final Bulkhead bulkhead;
    private final EventHandlers handlers;
    private final Checks checks;
    private final Drawings drawings;
    private final ObjectMapper json;
    private final Traces traces;
    private final List<Feature> features;
    private final List<CommandSpec> specs;
    private final List<Topic> topics;
    private final Facts facts;
    private final ReceivedOrders orders;
    private final DataTables tables;
    private final TableShapes shapes;

    @Inject
    BotResource(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "holdfast.build") long build,
            Commands commands,
            CommandSettings settings,
            EventHandlers handlers,
            Checks checks,
            Drawings drawings,
            ObjectMapper json,
            Traces traces,
            @All List<Feature> features,
            Facts facts,
            ReceivedOrders orders,
            DataTables tables,
            TableShapes shapes,
            MeterRegistry metrics) {
        this.service = service;
        this.build = build;
        this.commands = commands;
        this.bulkhead =
                new Bulkhead(settings.atOnce(), "holdfast.commands.running", Tags.empty(), metrics);
        this.handlers = handlers;
        this.checks = checks;
        this.drawings = drawings;
        this.json = json;
        this.traces = traces;
        this.features = features;
        this.specs = commands.specs(features);
        this.topics = commands.topics(features);
        this.facts = facts;
        this.orders = orders;
        this.tables = tables;
        this.shapes = shapes;
    }

    /** What this build has: commands, features, facts; and which events and orders it takes. */
    @GET
    @Path("manifest")
    public Manifest manifest() {
        var names = features.stream().map(Feature::name).sorted().toList();
        var events = handlers.kinds().stream().map(EventKind::word).toList();
        return new Manifest(
                service,
                build,
                names,
                specs,
                events,
                topics,
                commands.sheets(),
                facts.specs(),
                orders.kinds());
    }

    /** Runs a command once, however often the same operation key is sent. */
    @POST
    @Path("invocations")
    @APIResponse(
            responseCode = "200",
            description = "What the person is answered; a refusal changed nothing",
            content = @Content(schema = @Schema(implementation = Reply.class)))
    @Consumes(MediaType.APPLICATION_JSON)
    @Refuses({
        Problem.Kind.UNKNOWN_COMMAND,
        Problem.Kind.STILL_RUNNING,
        Problem.Kind.KEY_REUSED,
        Problem.Kind.KEY_EXPIRED,
        Problem.Kind.BUSY,
        Problem.Kind.OVERLOADED
    })
    public Response invoke(
            Invocation invocation,
            @HeaderParam(Span.PARENT) @Parameter(hidden = true) @Nullable String parent) {
        if (!commands.has(invocation.path())) {
            return unknownCommand();
        }
        name(invocation);
        try (var _ = traces.goOn("/" + invocation.path(), invocation.operation(), parent)) {
            return bulkhead.within(
                    () -> answer(commands.invoke(invocation)),
                    () ->
                            tryAgain(
                                    Problem.Kind.OVERLOADED,
                                    "Too many commands are under way here. Nothing was done; ask another"
                                            + " instance, or this one in a moment."));
        }
    }

    private static void name(Invocation invocation) {
        LogContext.toThreadsEnd(
                invocation.guild(), invocation.user(), invocation.path(), invocation.operation());
    }

    /**
     * Settles a request that nobody waits for any more: where it was begun, its reply is told;
     * where not, it never will be, and the reply is a refusal.
     */
    @POST
    @Path("settlements")
    @APIResponse(
            responseCode = "200",
            description = "What came of it; a refusal changed nothing",
            content = @Content(schema = @Schema(implementation = Reply.class)))
    @Consumes(MediaType.APPLICATION_JSON)
    @Refuses({
        Problem.Kind.UNKNOWN_COMMAND,
        Problem.Kind.STILL_RUNNING,
        Problem.Kind.KEY_REUSED,
        Problem.Kind.KEY_EXPIRED
    })
    public Response settle(Invocation invocation) {
        if (!commands.has(invocation.path())) {
            return unknownCommand();
        }
        name(invocation);
        return answer(commands.settle(invocation));
    }

    private static Response unknownCommand() {
        return Problem.Kind.UNKNOWN_COMMAND
                .detail("This build has no such command. Ask one whose manifest lists it.")
                .toResponse();
    }

    private Response answer(RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Done(var reply, var replayed) ->
                    Response.ok(reply).header(REPLAYED, replayed).build();
            case RequestOutcome.KeyReused() ->
                    Problem.Kind.KEY_REUSED
                            .detail(
                                    "This operation key belongs to another request. Use a new key for a new"
                                            + " request.")
                            .toResponse();
            case RequestOutcome.KeyExpired() ->
                    Problem.Kind.KEY_EXPIRED
                            .detail(
                                    "The operation key's own time must lie within the last 7 days. Ask anew"
                                            + " with a new key.")
                            .toResponse();
            case RequestOutcome.StillRunning(var reached) -> stillRunning(reached);
            case RequestOutcome.Busy() ->
                    tryAgain(
                            Problem.Kind.BUSY,
                            "Another request of the same person is still running. Nothing was done;"
                                    + " send this one again in a moment.");
        };
    }

    private Response stillRunning(@Nullable ProgressUpdate reached) {
        var answer =
                Problem.Kind.STILL_RUNNING
                        .detail(
                                "The same request is still running, or the guild is being restored. Send"
                                        + " it again in a moment for its reply.")
                        .toResponse();
        return reached == null
                ? answer
                : Response.fromResponse(answer)
                        .header(ProgressUpdate.HEADER, json.valueToTree(reached).toString())
                        .build();
    }

    private static Response tryAgain(Problem.Kind kind, String detail) {
        return Response.fromResponse(kind.detail(detail).toResponse())
                .header("Retry-After", 1)
                .build();
    }

    /** What fits what a person has typed so far; changes nothing. */
    @POST
    @Path("completions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Refuses({Problem.Kind.UNKNOWN_COMMAND})
    public List<OptionSpec.Choice> complete(Completion completion) {
        return commands.complete(completion);
    }

    /** Draws a file of a reply, the same one whenever it is asked for. */
    @POST
    @Path("files")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Refuses({Problem.Kind.NOT_FOUND})
    public byte[] file(Attachment attachment) {
        return drawings.draw(attachment);
    }

    /**
     * The integrity checks and what each found last in each guild, as of the guild that was looked
     * at longest ago.
     *
     * @param fresh whether to run them now, each for a minute at most
     */
    @GET
    @Path("checks")
    public List<CheckResult> checks(@QueryParam("fresh") @DefaultValue("false") boolean fresh) {
        return fresh ? checks.run() : checks.last();
    }

    /**
     * Which tables this service has, what a restore of one guild does with each, in which order
     * foreign keys allow that, and how each looks by now.
     */
    @GET
    @Path("data")
    public List<DataTable> data() {
        return shapes.described(tables.all());
    }
}
