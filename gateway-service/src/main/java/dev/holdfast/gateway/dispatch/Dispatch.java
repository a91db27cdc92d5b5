package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.gateway.fleet.Delivery;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.fleet.Outcome;
import dev.holdfast.gateway.guild.Regions;
import dev.holdfast.gateway.maintenance.Maintenances;
import dev.holdfast.gateway.operator.Operators;
import dev.holdfast.gateway.permission.ServerPermissions;
import dev.holdfast.gateway.permission.Vouched;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reached;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Runs a command in the service that owns it, or in this one, after checking maintenance, operators
 * and permissions. There is always a reply, also after a failure. Thread-safe.
 */
@Singleton
public final class Dispatch {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    private final Fleet fleet;
    private final Maintenances maintenances;
    private final Operators operators;
    private final ServerPermissions permissions;
    private final Regions regions;
    private final MeterRegistry metrics;
    private final Texts texts = Texts.of("dispatch");

    Dispatch(
            Fleet fleet,
            Maintenances maintenances,
            Operators operators,
            ServerPermissions permissions,
            Regions regions,
            MeterRegistry metrics) {
        this.fleet = fleet;
        this.maintenances = maintenances;
        this.operators = operators;
        this.permissions = permissions;
        this.regions = regions;
        this.metrics = metrics;
    }

    /**
     * Runs the command and returns what to tell the person. While the bot or the feature rests,
     * nothing is run but what operators ask for; what may have run before is settled.
     *
     * @param progress hears, again and again, how far a slow command is
     */
    public Dispatched run(
            Listed listed, Invocation invocation, Delivery delivery, Consumer<Reached> progress)
            throws InterruptedException {
        if (listed.spec().operators() && !operators.has(invocation.user())) {
            return refuse(invocation, "operators");
        }
        var resting = resting(listed, invocation);
        if (resting.isPresent() && !operators.has(invocation.user())) {
            return refused(listed, invocation, delivery, later(resting.get()));
        }
        return switch (permissions.vouch(listed.spec(), invocation)) {
            case Vouched.For(var vouched) -> runVouched(listed, vouched, delivery, progress);
            case Vouched.Unknown() ->
                    refused(listed, invocation, delivery, texts.say(invocation, "learning"));
            case Vouched.Outside() ->
                    refused(listed, invocation, delivery, texts.say(invocation, "outside"));
            case Vouched.Restrained() ->
                    refused(listed, invocation, delivery, texts.say(invocation, "restrained"));
        };
    }

    /** The sentence where all of the bot rests, or the feature. */
    private Optional<String> resting(Listed listed, Invocation invocation) {
        var guild = invocation.guild();
        return maintenances
                .covering(guild)
                .map(it -> texts.say(invocation, "resting", it.reason()))
                .or(() ->
                        maintenances
                                .covering(guild, listed.spec().feature())
                                .map(it -> restingFeature(invocation, it.reason())));
    }

    private String restingFeature(Invocation invocation, String reason) {
        return texts.say(invocation, "resting.feature", invocation.path(), reason);
    }

    /**
     * Refuses what must not be run. What may have run before is settled instead, and the person
     * told what came of it.
     */
    public Dispatched refused(
            Listed listed, Invocation invocation, Delivery delivery, String sentence)
            throws InterruptedException {
        return refused(listed, invocation, delivery, Reply.refuse(sentence));
    }

    private Dispatched refused(
            Listed listed, Invocation invocation, Delivery delivery, Reply refusal)
            throws InterruptedException {
        return delivery == Delivery.FIRST || isReading(listed)
                ? Dispatched.known(refusal)
                : told(onlyAnswered(settle(listed, invocation)), listed, invocation);
    }

    private Dispatched runVouched(
            Listed listed, Invocation invocation, Delivery delivery, Consumer<Reached> progress)
            throws InterruptedException {
        var started = System.nanoTime();
        var word = "failed";
        try (var _ = context(invocation)) {
            try {
                var outcome =
                        fleet.service(listed.service())
                                .invoke(listed.spec(), regions.add(invocation), delivery, progress);
                word = word(outcome);
                return told(outcome, listed, invocation);
            } finally {
                note(listed, word, Duration.ofNanos(System.nanoTime() - started));
            }
        }
    }

    /**
     * What came of a command that nobody waits for any more; it is not run any more.
     *
     * @return uncertain where that cannot be said now
     */
    public Outcome settle(Listed listed, Invocation invocation) throws InterruptedException {
        return fleet.service(listed.service()).settle(listed.spec(), invocation);
    }

    private void note(Listed listed, String word, Duration taken) {
        LOG.infof("%s by %s took=%dus", word, listed.service(), taken.toNanos() / 1_000);
        metrics.timer("holdfast.gateway.command", "command", listed.path().value(), "outcome", word)
                .record(taken);
    }

    private static LogContext context(Invocation invocation) {
        return LogContext.of(
                invocation.guild(), invocation.user(), invocation.path(), invocation.operation());
    }

    /** Of what may have run before, nothing but its own answer says what came of it. */
    private static Outcome onlyAnswered(Outcome outcome) {
        return outcome instanceof Outcome.Answered ? outcome : new Outcome.Uncertain();
    }

    private static boolean isReading(Listed listed) {
        return listed.spec().access() == CommandSpec.Access.READ;
    }

    private Dispatched told(Outcome outcome, Listed listed, Invocation invocation) {
        return switch (outcome) {
            case Outcome.Answered(var reply) -> drawable(reply, invocation);
            case Outcome.Away() -> refuse(invocation, "away", listed.service());
            case Outcome.Uncertain() ->
                    isReading(listed)
                            ? refuse(invocation, "silent", listed.service())
                            : unknown(invocation, "uncertain", listed.service(), listed.path());
            case Outcome.Busy() -> refuse(invocation, "busy");
            case Outcome.Declined _ -> refuse(invocation, "declined", listed.path());
        };
    }

    /** A reply that Discord would not take must not become silence. */
    private Dispatched drawable(Reply reply, Invocation invocation) {
        try {
            Rendering.reply(reply, invocation);
            if (reply instanceof Reply.Modal modal) {
                Rendering.modal(modal, invocation);
            }
            return Dispatched.known(reply);
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "the reply of /%s cannot be shown", invocation.path());
            return unknown(invocation, "broken", invocation.path());
        }
    }

    /** It is known that nothing was changed. */
    private Dispatched refuse(Invocation invocation, String key, Object... arguments) {
        return Dispatched.known(later(invocation, key, arguments));
    }

    private Dispatched unknown(Invocation invocation, String key, Object... arguments) {
        return Dispatched.unknown(later(invocation, key, arguments));
    }

    private Reply later(Invocation invocation, String key, Object... arguments) {
        return later(texts.say(invocation, key, arguments));
    }

    private static Reply later(String sentence) {
        return Reply.refuse(Card.sentence(Card.Kind.WAIT, sentence));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(Reply.Refusal _) -> "refused";
            case Outcome.Answered _ -> "done";
            case Outcome.Declined _ -> "declined";
            case Outcome.Away() -> "away";
            case Outcome.Busy() -> "busy";
            case Outcome.Uncertain() -> "uncertain";
        };
    }
}
