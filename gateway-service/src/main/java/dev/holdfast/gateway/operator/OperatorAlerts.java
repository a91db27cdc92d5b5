package dev.holdfast.gateway.operator;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells operators what services alert them to: directly, and by the webhook. What comes within 20 s
 * of a message ({@code HOLDFAST_ALERT_PAUSE}) is the next one, so there are at most three a minute.
 * What was noted lies in PostgreSQL; taking it and ordering the messages is one transaction, and
 * that it was told is kept for 30 days, so each alert is told once. Safe for any thread.
 */
@Singleton
public final class OperatorAlerts implements SettingsCheck {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration STALE = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final Operators operators;
    private final AlertWebhook webhook;
    private final WorkerConnection worker;
    private final UnitsOfWork units;
    private final Effects effects;
    private final Clock clock;
    private final Duration pause;
    private final PollingLoop loop;

    /**
     * @param pause {@code HOLDFAST_ALERT_PAUSE}: from one message of alerts to the next, 1s to 1h
     */
    OperatorAlerts(
            Operators operators,
            AlertWebhook webhook,
            WorkerConnection worker,
            UnitsOfWork units,
            Effects effects,
            Clock clock,
            @ConfigProperty(name = "holdfast.alert.pause", defaultValue = "20s") Duration pause,
            PollingLoops loops) {
        this.operators = operators;
        this.webhook = webhook;
        this.worker = worker;
        this.units = units;
        this.effects = effects;
        this.clock = clock;
        this.pause = pause;
        this.loop = loops.every("operator-alerts", LOOK, this::look);
    }

    /**
     * Keeps it until it is told; where there is nobody to tell, the log is all there is.
     *
     * @param key the service's own, by which a second time is known
     * @throws Unavailable while PostgreSQL is away
     */
    public void note(String service, String key, String text) {
        if (isAnybodyThere()) {
            execute("note", unit -> OperatorStore.note(unit, service, key, text));
            loop.nudge();
        }
    }

    @Override
    public List<String> wrong() {
        return Bounds.time("HOLDFAST_ALERT_PAUSE", pause, SHORTEST, LONGEST).stream().toList();
    }

    private boolean isAnybodyThere() {
        return !operators.all().isEmpty() || webhook.isSet();
    }

    private void look() {
        if (worker.commit(OperatorStore::waits)) {
            execute("tell", this::tell);
        }
    }

    private void tell(UnitOfWork unit) {
        if (!OperatorStore.turn(unit, pause)) {
            return;
        }
        OperatorStore.forget(unit, unit.now().minus(KEPT));
        var taken = OperatorStore.take(unit, MOST);
        if (taken.isEmpty()) {
            return;
        }
        var digest =
                new AlertDigest(
                        taken.stream()
                                .sorted(Comparator.comparing(OperatorStore.Waiting::at))
                                .map(it -> new AlertDigest.Said(it.service(), it.text()))
                                .toList());
        var card = Content.card(digest.card());
        operators.all().forEach(each -> order(unit, new Effect.Tell(each, card, null)));
        if (webhook.isSet()) {
            order(unit, new AlertEffect.PostAlert(digest.text()));
        }
    }

    private void order(UnitOfWork unit, Effect effect) {
        effects.order(unit, EffectRequest.effect(effect).before(unit.now().plus(STALE)).urgently());
    }

    /** Without a key, since a row that was noted or told is so the second time as well. */
    private void execute(String what, Consumer<UnitOfWork> body) {
        var key =
                OperationKey.of(
                        "operator-%s-%s:%s".formatted(what, UUID.randomUUID(), clock.instant()));
        var _ =
                units.write(
                        GuildId.DIRECT,
                        key,
                        unit -> {
                            body.accept(unit);
                            return what;
                        });
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }
}
