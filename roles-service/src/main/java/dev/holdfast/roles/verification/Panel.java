package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Locale;

/** The message with the button that members press. */
@Singleton
record Panel(Effects effects) implements EffectListener {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    @Override
    public String name() {
        return "verification-panel";
    }

    /** Posts it, in place of the one before. */
    void post(UnitOfWork work, Setup setup, Locale language) {
        remove(work);
        var card =
                Card.info(TEXTS.say(language, "topic.emoji"), TEXTS.say(language, "panel.title"))
                        .line(TEXTS.say(language, "panel." + setup.way().word()));
        var button =
                Button.of(TEXTS.say(language, "panel.press"), StartState.START)
                        .styled(Button.Style.SUCCESS)
                        .forEveryone()
                        .leadingTo(StartCommand.PATH);
        var source = new Effect.Source(CommandPath.of(StartCommand.PATH), work.user());
        var say = new Effect.Say(setup.channel(), Content.card(card).buttons(button), source);
        effects.order(work, EffectRequest.effect(say).urgently().heardBy(name(), ""));
    }

    /** Takes away the one that is there, where we know it. */
    void remove(UnitOfWork work) {
        SetupStore.panel(work)
                .ifPresent(panel ->
                        effects.order(
                                work,
                                EffectRequest.effect(
                                        new Effect.Delete(panel.channel(), panel.message()))));
    }

    @Override
    public void hear(EffectResult settled, UnitOfWork work) {
        if (settled.effect() instanceof Effect.Say(var channel, _, _)
                && settled.outcome() instanceof EffectOutcome.Applied(var message)
                && message != null) {
            SetupStore.posted(work, channel, message);
        }
    }
}
