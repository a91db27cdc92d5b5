package dev.holdfast.gateway.welcome;

import dev.holdfast.gateway.maintenance.MaintenanceState;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * While the bot joins no servers, a new one is told why, where it would have been welcomed, and
 * left. It is left only once that was said, or nobody could be told within a day, and only while
 * joins still rest and the bot has not been added anew. Safe for any thread.
 */
@Singleton
record Farewells(Effects effects, MaintenanceState maintenances) implements EffectListener {

    /** When the bot joined, and, where the owner may still be told: who, of what, why. */
    private static final int PARTS = 4;

    /** Whoever was not told by then has found out. */
    private static final Duration STALE = Duration.ofDays(1);

    private static final Texts TEXTS = Texts.of("welcome");

    /**
     * @param reason why it joins none, for people
     */
    void order(GuildArrival arrival, String reason, UnitOfWork unit) {
        var note =
                "%s\n%s\n%s\n%s"
                        .formatted(arrival.joinedAt(), arrival.owner(), arrival.name(), reason);
        var wanted =
                arrival.system()
                        .map(channel -> new Effect.Say(channel, Content.card(card(reason)), null))
                        .map(say -> EffectRequest.effect(say).heardBy(name(), note))
                        .orElseGet(() -> tell(note));
        effects.order(unit, wanted.before(unit.now().plus(STALE)));
    }

    private EffectRequest tell(String note) {
        var parts = note.split("\n", PARTS);
        var card = card(parts[3]).fine(TEXTS.english("directly", UserText.show(parts[2])));
        var tell = new Effect.Tell(UserId.of(parts[1]), Content.card(card), null);
        return EffectRequest.effect(tell).heardBy(name(), parts[0]);
    }

    private Card card(String reason) {
        return Card.sentence(Card.Kind.WAIT, TEXTS.english("farewell", reason));
    }

    @Override
    public String name() {
        return "farewell";
    }

    /** What may not be said in the channel is said to the owner. */
    @Override
    public void hear(EffectResult settled, UnitOfWork unit) {
        var parts = settled.note().split("\n", PARTS);
        var joinedAt = Instant.parse(parts[0]);
        if (maintenances.joinsAt(joinedAt).isEmpty() || !WelcomeStore.isLast(unit, joinedAt)) {
            return;
        }
        var isUnheard = settled.outcome() instanceof EffectOutcome.Refused;
        if (isUnheard && parts.length == PARTS) {
            effects.order(unit, tell(settled.note()).before(unit.now().plus(STALE)));
        } else {
            effects.order(unit, EffectRequest.effect(new GuildEffect.Leave()));
        }
    }
}
