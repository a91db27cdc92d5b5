package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.verification.RaidStore.Gate;
import dev.holdfast.roles.verification.RaidStore.Invites;
import dev.holdfast.roles.verification.RaidStore.Message;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the moderators, once, that the gate closed, and lets them decide. */
@Singleton
record RaidCard(Effects effects) implements EffectListener {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    @Override
    public String name() {
        return "verification-raid";
    }

    /** In the staff channel; where there is none, to the admins in words. */
    void post(UnitOfWork work, Setup setup, long generation) {
        var gate = RaidStore.find(work).orElseThrow();
        var staff = setup.staffChannel();
        if (staff.isEmpty()) {
            var text = say("raid.told", JoinStore.countHeld(work, generation));
            effects.order(
                    work, EffectRequest.effect(new AlertEffect.TellAdmins(text, true)).urgently());
            return;
        }
        var source = new Effect.Source(CommandPath.of(RaidCommand.PATH), work.user());
        var say = new Effect.Say(staff.get(), content(work, setup, gate), source);
        effects.order(
                work,
                EffectRequest.effect(say).urgently().heardBy(name(), Long.toString(generation)));
    }

    @Override
    public void hear(EffectResult settled, UnitOfWork work) {
        if (settled.effect() instanceof GuildEffect.PauseInvites) {
            hearOfInvites(settled, work);
            return;
        }
        if (settled.effect() instanceof Effect.Say(var channel, _, _)
                && settled.outcome() instanceof EffectOutcome.Applied(var message)
                && message != null) {
            var generation = Long.parseLong(settled.note());
            RaidStore.posted(work, generation, new Message(channel, message));
            RaidStore.find(work)
                    .filter(it -> it.generation() == generation)
                    .filter(it -> !it.closed() || it.invites() != Invites.ASKED)
                    .ifPresent(_ -> refresh(work));
        }
    }

    private void hearOfInvites(EffectResult settled, UnitOfWork work) {
        var invites =
                settled.outcome() instanceof EffectOutcome.Applied
                        ? Invites.PAUSED
                        : Invites.REFUSED;
        if (RaidStore.invites(work, Long.parseLong(settled.note()), invites)) {
            refresh(work);
        }
    }

    /** Where the card is known, it shows how the gate stands now. */
    void refresh(UnitOfWork work) {
        var gate = RaidStore.find(work).orElseThrow();
        var setup = SetupStore.find(work);
        if (setup.isPresent() && gate.card().isPresent()) {
            var at = gate.card().get();
            effects.order(
                    work,
                    EffectRequest.effect(
                            new Effect.Edit(
                                    at.channel(),
                                    at.message(),
                                    content(work, setup.get(), gate),
                                    new Effect.Source(
                                            CommandPath.of(RaidCommand.PATH), work.user()))));
        }
    }

    /** How the gate stands now. */
    Content content(UnitOfWork work, Setup setup, Gate gate) {
        return gate.closed() ? closed(work, setup, gate) : open(gate);
    }

    private Content closed(UnitOfWork work, Setup setup, Gate gate) {
        var settings = work.settings(VerificationSettings.KEY);
        var held = JoinStore.countHeld(work, gate.generation());
        var card =
                Card.wait(say("topic.emoji"), say("raid.card.title"))
                        .line(
                                gate.kept()
                                        ? say("raid.card.kept")
                                        : say("raid.card", settings.raidJoins()))
                        .item(
                                setup.quarantine() == null
                                        ? say("raid.card.wait")
                                        : say("raid.card.quarantine", setup.quarantine()))
                        .item(
                                say(
                                        "raid.card.invites."
                                                + gate.invites().name().toLowerCase(Locale.ROOT)));
        if (!gate.kept()) {
            card = card.item(say("raid.card.ends", Durations.show(settings.raidQuiet())));
        }
        card =
                card.field(say("raid.card.held"), "%,d".formatted(held))
                        .field(say("raid.card.since"), DiscordTime.relative(gate.began()))
                        .fine(say("raid.card.nobody"));
        return Content.card(card).row(buttons(gate, held));
    }

    private Button[] buttons(Gate gate, long held) {
        var generation = gate.generation();
        var end =
                button(RaidState.Action.END, generation)
                        .styled(Button.Style.SUCCESS)
                        .needing(Permission.MANAGE_ROLES);
        var keep = button(RaidState.Action.KEEP, generation).needing(Permission.MANAGE_ROLES);
        var kick =
                button(RaidState.Action.KICK, generation)
                        .styled(Button.Style.DANGER)
                        .needing(Permission.MANAGE_ROLES, Permission.KICK_MEMBERS);
        if (held == 0) {
            return gate.kept() ? new Button[] {end} : new Button[] {end, keep};
        }
        return gate.kept() ? new Button[] {end, kick} : new Button[] {end, keep, kick};
    }

    private Button button(RaidState.Action action, long generation) {
        return Button.of(
                        say("raid.button." + action.word()),
                        new RaidState(action, generation).toString())
                .leadingTo(RaidCommand.PATH);
    }

    private Content open(Gate gate) {
        var card =
                Card.gain(say("topic.emoji"), say("raid.over.title"))
                        .line(ended(gate.by()))
                        .line(
                                say(
                                        gate.invites() == Invites.REFUSED
                                                ? "raid.over.invited"
                                                : "raid.over"));
        return Content.card(card);
    }

    private String ended(@Nullable UserId by) {
        if (by == null) {
            return say("raid.over.quiet");
        }
        return by.value() == 0 ? say("raid.over.somebody") : say("raid.over.by", by);
    }

    /** Moderators of all languages read the one card. */
    private String say(String key, Object... arguments) {
        return TEXTS.say(Locale.ENGLISH, key, arguments);
    }
}
