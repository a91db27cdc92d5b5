package dev.holdfast.gateway.welcome;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.outbox.Settled;
import dev.holdfast.kit.outbox.Wanted;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * While the bot joins no servers, a new one is told why, where it would have been welcomed, and
 * left. It is left only once that was said, or nobody could be told. Safe for any thread.
 */
@Singleton
final class Farewells implements EffectListener {

    private static final int PARTS = 3;

    private final Effects effects;
    private final Texts texts = Texts.of("welcome");

    @Inject
    Farewells(Effects effects) {
        this.effects = effects;
    }

    /**
     * @param reason why it joins none, for people
     */
    void order(Arrival arrival, String reason, UnitOfWork unit) {
        var note = "%s\n%s\n%s".formatted(arrival.owner(), arrival.name(), reason);
        var wanted =
                arrival.system()
                        .map(channel -> new Effect.Say(channel, Content.card(card(reason)), null))
                        .map(say -> Wanted.effect(say).heardBy(name(), note))
                        .orElseGet(() -> tell(note));
        effects.order(unit, wanted);
    }

    private Wanted tell(String note) {
        var parts = note.split("\n", PARTS);
        var card = card(parts[2]).fine(texts.english("directly", UserText.show(parts[1])));
        var tell = new Effect.Tell(UserId.of(parts[0]), Content.card(card), null);
        return Wanted.effect(tell).heardBy(name(), "");
    }

    private Card card(String reason) {
        return Card.sentence(Card.Kind.WAIT, texts.english("farewell", reason));
    }

    @Override
    public String name() {
        return "farewell";
    }

    /** What may not be said in the channel is said to the owner. */
    @Override
    public void hear(Settled settled, UnitOfWork unit) {
        var isUnheard = settled.outcome() instanceof EffectOutcome.Refused;
        var next =
                isUnheard && !settled.note().isEmpty()
                        ? tell(settled.note())
                        : Wanted.effect(new Effect.Leave());
        effects.order(unit, next);
    }
}
