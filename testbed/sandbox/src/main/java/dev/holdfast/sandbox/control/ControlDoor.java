package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Interactions;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The control API: {@code /sandbox/act}, {@code /sandbox/state}, {@code /sandbox/faults}. */
@ApplicationScoped
class ControlDoor {
    private static final Logger LOG = Logger.getLogger(ControlDoor.class);
    private static final long DEADLINE_CHECK_MILLIS = 100;
    private static final long LARGEST_BODY = 256 * 1024;

    private final OriginGuard guard;
    private final World world;
    private final Interactions interactions;
    private final CommandActs commands;
    private final ComponentActs components;
    private final PeopleActs people;
    private final TalkActs talk;
    private final ModeratorActs moderators;
    private final PlanActs plans;
    private final MembershipActs memberships;
    private final GuildActs guilds;
    private final FileActs files;
    private final Founding founding;
    private final StateReport state;
    private final FaultOrder faults;
    private final AnswerWaiters waiting;

    ControlDoor(
            OriginGuard guard,
            World world,
            Interactions interactions,
            CommandActs commands,
            ComponentActs components,
            PeopleActs people,
            TalkActs talk,
            ModeratorActs moderators,
            PlanActs plans,
            MembershipActs memberships,
            GuildActs guilds,
            FileActs files,
            Founding founding,
            StateReport state,
            FaultOrder faults,
            AnswerWaiters waiting) {
        this.guard = guard;
        this.world = world;
        this.interactions = interactions;
        this.commands = commands;
        this.components = components;
        this.people = people;
        this.talk = talk;
        this.moderators = moderators;
        this.plans = plans;
        this.memberships = memberships;
        this.guilds = guilds;
        this.files = files;
        this.founding = founding;
        this.state = state;
        this.faults = faults;
        this.waiting = waiting;
    }

    void open(@Observes Router router, Vertx vertx) {
        var bodies = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
        router.route("/sandbox/*")
                .order(-1)
                .handler(exchange -> guarded(exchange, RoutingContext::next));
        files.open(router, (exchange, file) -> send(exchange, 200, file));
        router.post("/sandbox/*").order(-1).handler(bodies);
        router.post("/sandbox/act").handler(exchange -> guarded(exchange, this::act));
        router.route("/sandbox/bots").handler(exchange -> guarded(exchange, this::bots));
        router.post("/sandbox/guilds")
                .handler(exchange -> guarded(exchange, each -> send(each, 200, found(each))));
        router.get("/sandbox/state").handler(exchange -> guarded(exchange, this::state));
        router.get("/sandbox/interactions/:id")
                .handler(exchange -> guarded(exchange, this::interaction));
        router.post("/sandbox/faults").handler(exchange -> guarded(exchange, this::order));
        router.get("/sandbox/faults")
                .handler(exchange -> guarded(exchange, each -> send(each, 200, faults.standing())));
        vertx.setPeriodic(DEADLINE_CHECK_MILLIS, _ -> world.change(interactions::expire));
        vertx.setPeriodic(DEADLINE_CHECK_MILLIS, _ -> world.change(plans::endOverdue));
        world.change(interactions::resume);
    }

    private void guarded(RoutingContext exchange, Consumer<RoutingContext> handler) {
        try {
            guard.check(exchange.request());
            handler.accept(exchange);
        } catch (ControlProblem e) {
            // A browser's console complains of each 4xx, which is no fault of the page.
            var quiet = exchange.request().getParam("quiet") != null;
            send(exchange, quiet ? 200 : e.status(), e.body());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s failed", exchange.request().path());
            var body =
                    Json.object()
                            .put("type", "about:blank")
                            .put("title", "The sandbox failed")
                            .put("status", 500);
            send(exchange, 500, body.put("detail", "See the sandbox's log."));
        }
    }

    private static JsonNode body(RoutingContext exchange) {
        return Optional.ofNullable(exchange.body().buffer())
                .flatMap(buffer -> Json.parse(buffer.getBytes()))
                .orElseThrow(() -> ControlProblem.malformed("The body is not JSON."));
    }

    private void act(RoutingContext exchange) {
        var act = Act.read(body(exchange));
        var longest = longest(exchange);
        switch (act.kind()) {
            case COMMAND, AUTOCOMPLETE ->
                    started(exchange, world.change(() -> commands.use(act)), longest);
            case COMPONENT -> started(exchange, world.change(() -> components.press(act)), longest);
            case MODAL -> started(exchange, world.change(() -> components.submit(act)), longest);
            default -> send(exchange, 200, world.change(() -> done(act)));
        }
    }

    /** What is done at once; the others are answered by a bot. */
    private ObjectNode done(Act act) {
        return switch (act.kind()) {
            case MESSAGE -> people.write(act);
            case JOIN -> people.join(act);
            case LEAVE -> people.leave(act);
            case REACT -> people.react(act);
            case UNREACT -> guilds.unreact(act);
            case GIVE -> guilds.give(act);
            case TAKE -> guilds.take(act);
            case INVITE -> guilds.invite(act);
            case REMOVE -> guilds.remove(act);
            case OUTAGE -> guilds.outage(act);
            case RECOVER -> guilds.recover(act);
            case EDIT -> talk.edit(act);
            case DELETE -> talk.delete(act);
            case TYPE -> talk.type(act);
            case PRESENT -> talk.present(act);
            case OPEN -> talk.open(act);
            case SILENCE -> moderators.silence(act);
            case KICK -> moderators.kick(act);
            case BAN -> moderators.ban(act);
            case UNBAN -> moderators.unban(act);
            case RENAME -> moderators.rename(act);
            case CREATE -> moderators.create(act);
            case ATTEND -> plans.attend(act, true);
            case UNATTEND -> plans.attend(act, false);
            case VOTE -> plans.vote(act);
            case VOICE -> talk.voice(act);
            case BOOST -> memberships.boost(act, true);
            case UNBOOST -> memberships.boost(act, false);
            case SCREEN -> memberships.screen(act, true);
            case UNSCREEN -> memberships.screen(act, false);
            case ACCEPT_RULES -> memberships.accept(act);
            case POPULATE -> memberships.populate(act);
            case COMMAND, AUTOCOMPLETE, COMPONENT, MODAL ->
                    throw new IllegalArgumentException("a bot answers " + act.kind());
        };
    }

    /**
     * With {@code ?wait=} milliseconds the answer to the interaction is waited for and given as
     * well.
     */
    private void started(RoutingContext exchange, Interaction interaction, Duration longest) {
        var id = interaction.id();
        var node = Json.object().put("interactionId", id.toString());
        if (longest.isZero()) {
            send(exchange, 200, node);
            return;
        }
        waiting.until(id, longest, () -> send(exchange, 200, node.setAll(report(id))));
    }

    private ObjectNode report(Snowflake id) {
        return world.change(
                () -> world.interactions.find(id).map(state::interaction).orElseGet(Json::object));
    }

    private static Duration longest(RoutingContext exchange) {
        return Duration.ofMillis(
                number(exchange, "wait", 0, (int) AnswerWaiters.LONGEST.toMillis()));
    }

    private static int number(RoutingContext exchange, String name, int otherwise, int most) {
        var text = exchange.request().getParam(name);
        if (text == null) return otherwise;
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > most) {
            throw ControlProblem.malformed("%s must be a whole number up to %d.", name, most);
        }
        return Integer.parseInt(text);
    }

    private void state(RoutingContext exchange) {
        send(
                exchange,
                200,
                state.all(
                        number(exchange, "messages", 100, 10_000),
                        number(exchange, "interactions", 200, 100_000),
                        number(exchange, "members", 999_999, 999_999)));
    }

    private void bots(RoutingContext exchange) {
        var made = exchange.request().method().equals(HttpMethod.POST);
        send(exchange, 200, made ? founding.bot(body(exchange)) : founding.bots());
    }

    private ObjectNode found(RoutingContext exchange) {
        return founding.guild(body(exchange));
    }

    private void interaction(RoutingContext exchange) {
        var id =
                Snowflake.parse(exchange.pathParam("id"))
                        .orElseThrow(() -> ControlProblem.malformed("That is not an id."));
        if (world.change(() -> world.interactions.find(id)).isEmpty()) {
            throw ControlProblem.unknown("There is no interaction %s.", id);
        }
        waiting.until(id, longest(exchange), () -> send(exchange, 200, report(id)));
    }

    private void order(RoutingContext exchange) {
        send(exchange, 200, faults.place(body(exchange)));
    }

    private static void send(RoutingContext exchange, int status, ObjectNode body) {
        if (exchange.response().ended() || exchange.response().closed()) return;
        exchange.response()
                .setStatusCode(status)
                .putHeader(
                        "Content-Type",
                        status < 400 ? "application/json" : "application/problem+json")
                .putHeader("Cache-Control", "no-store");
        var _ = exchange.response().end(Buffer.buffer(Json.bytes(body)));
    }
}
