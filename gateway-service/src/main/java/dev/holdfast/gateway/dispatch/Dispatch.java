package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.fleet.DeliveryKind;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.fleet.InvocationOutcome;
import dev.holdfast.gateway.guild.Regions;
import dev.holdfast.gateway.maintenance.MaintenanceState;
import dev.holdfast.gateway.operator.Operators;
import dev.holdfast.gateway.permission.CallerCheck;
import dev.holdfast.gateway.permission.ServerPermissions;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.ProgressUpdate;
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
    private final MaintenanceState maintenances;
    private final Operators operators;
    private final ServerPermissions permissions;
    private final Regions regions;
    private final MeterRegistry metrics;
    private final Texts texts = Texts.of("dispatch");

    Dispatch(
            Fleet fleet,
            MaintenanceState maintenances,
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
    public DispatchResult run(
            CatalogEntry listed,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress)
            throws InterruptedException {
        if (listed.spec().operators() && !operators.has(invocation.user())) {
            return refuse(invocation, "operators");
        }
        var resting = resting(listed, invocation);
        if (resting.isPresent() && !operators.has(invocation.user())) {
            return refused(listed, invocation, delivery, later(resting.get()));
        }
        return switch (permissions.vouch(listed.spec(), invocation)) {
            case CallerCheck.For(var vouched) -> runVouched(listed, vouched, delivery, progress);
            case CallerCheck.Unknown() ->
                    refused(listed, invocation, delivery, texts.say(invocation, "learning"));
            case CallerCheck.Outside() ->
                    refused(listed, invocation, delivery, texts.say(invocation, "outside"));
            case CallerCheck.Restrained() ->
                    refused(listed, invocation, delivery, texts.say(invocation, "restrained"));
        };
    }

    /** The sentence where all of the bot rests, or the feature. */
    private Optional<String> resting(CatalogEntry listed, Invocation invocation) {
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
    public DispatchResult refused(
            CatalogEntry listed, Invocation invocation, DeliveryKind delivery, String sentence)
            throws InterruptedException {
        return refused(listed, invocation, delivery, Reply.refuse(sentence));
    }

    private DispatchResult refused(
            CatalogEntry listed, Invocation invocation, DeliveryKind delivery, Reply refusal)
            throws InterruptedException {
        return delivery == DeliveryKind.FIRST || isReading(listed)
                ? DispatchResult.known(refusal)
                : told(onlyAnswered(settle(listed, invocation)), listed, invocation);
    }

    private DispatchResult runVouched(
            CatalogEntry listed,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress)
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
    public InvocationOutcome settle(CatalogEntry listed, Invocation invocation)
            throws InterruptedException {
        return fleet.service(listed.service()).settle(listed.spec(), invocation);
    }

    private void note(CatalogEntry listed, String word, Duration taken) {
        LOG.infof("%s by %s took=%dus", word, listed.service(), taken.toNanos() / 1_000);
        metrics.timer("holdfast.gateway.command", "command", listed.path().value(), "outcome", word)
                .record(taken);
    }

    private static LogContext context(Invocation invocation) {
        return LogContext.of(
                invocation.guild(), invocation.user(), invocation.path(), invocation.operation());
    }

    /** Of what may have run before, nothing but its own answer says what came of it. */
    private static InvocationOutcome onlyAnswered(InvocationOutcome outcome) {
        return outcome instanceof InvocationOutcome.Answered
                ? outcome
                : new InvocationOutcome.Uncertain();
    }

    private static boolean isReading(CatalogEntry listed) {
        return listed.spec().access() == CommandSpec.Access.READ;
    }

    private DispatchResult told(
            InvocationOutcome outcome, CatalogEntry listed, Invocation invocation) {
        return switch (outcome) {
            case InvocationOutcome.Answered(var reply) -> drawable(reply, invocation);
            case InvocationOutcome.Away() -> refuse(invocation, "away", listed.service());
            case InvocationOutcome.Uncertain() ->
                    isReading(listed)
                            ? refuse(invocation, "silent", listed.service())
                            : unknown(invocation, "uncertain", listed.service(), listed.path());
            case InvocationOutcome.Busy() -> refuse(invocation, "busy");
            case InvocationOutcome.Declined _ -> refuse(invocation, "declined", listed.path());
        };
    }

    /** A reply that Discord would not take must not become silence. */
    private DispatchResult drawable(Reply reply, Invocation invocation) {
        try {
            Rendering.reply(reply, invocation);
            if (reply instanceof Reply.Modal modal) {
                Rendering.modal(modal, invocation);
            }
            return DispatchResult.known(reply);
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "the reply of /%s cannot be shown", invocation.path());
            return unknown(invocation, "broken", invocation.path());
        }
    }

    /** It is known that nothing was changed. */
    private DispatchResult refuse(Invocation invocation, String key, Object... arguments) {
        return DispatchResult.known(later(invocation, key, arguments));
    }

    private DispatchResult unknown(Invocation invocation, String key, Object... arguments) {
        return DispatchResult.unknown(later(invocation, key, arguments));
    }

    private Reply later(Invocation invocation, String key, Object... arguments) {
        return later(texts.say(invocation, key, arguments));
    }

    private static Reply later(String sentence) {
        return Reply.refuse(Card.sentence(Card.Kind.WAIT, sentence));
    }

    private static String word(InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.Answered(Reply.Refusal _) -> "refused";
            case InvocationOutcome.Answered _ -> "done";
            case InvocationOutcome.Declined _ -> "declined";
            case InvocationOutcome.Away() -> "away";
            case InvocationOutcome.Busy() -> "busy";
            case InvocationOutcome.Uncertain() -> "uncertain";
        };
    }
}
