package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Asks the moderators about a member, by a card in the staff channel. */
@Singleton
record Approvals(Members members, Admission admission, Effects effects) implements EffectListener {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    @Override
    public String name() {
        return "verification-request";
    }

    /** A request whose card never arrived is over: nobody can decide on it. */
    @Override
    public void hear(EffectResult settled, UnitOfWork work) {
        if (!(settled.outcome() instanceof EffectOutcome.Applied)) {
            var request = DecideState.parse(settled.note());
            ApprovalStore.lost(work, request.user(), request.generation());
        }
    }

    /**
     * One request of a member is open at a time; asking again says where it stands. Empty: there is
     * nowhere to ask.
     */
    Optional<Card> ask(Invocation invocation, UnitOfWork work, Setup setup) {
        var staff = setup.staffChannel();
        if (staff.isEmpty()) {
            return Optional.empty();
        }
        ApprovalStore.lock(work, invocation.user());
        var opened = ApprovalStore.open(work, invocation.user(), staff.get());
        opened.ifPresent(generation -> post(invocation, work, staff.get(), generation));
        return admission.pause(invocation, work).or(() -> Optional.of(waiting(invocation, work)));
    }

    private Card waiting(Invocation invocation, UnitOfWork work) {
        var asked =
                ApprovalStore.find(work, invocation.user())
                        .map(ApprovalStore.Request::asked)
                        .orElseGet(work::now);
        return Card.wait(
                        TEXTS.say(invocation, "topic.emoji"),
                        TEXTS.say(invocation, "waiting.title"))
                .line(TEXTS.say(invocation, "waiting", DiscordTime.relative(asked)));
    }

    private void post(Invocation invocation, UnitOfWork work, ChannelId staff, long generation) {
        var user = invocation.user();
        var language = invocation.guildLanguage();
        var content =
                Content.card(card(language, work, user))
                        .buttons(
                                button(language, true, user, generation),
                                button(language, false, user, generation));
        var source = new Effect.Source(CommandPath.of(DecideCommand.PATH), user);
        var note = new DecideState(true, user, generation).toString();
        effects.order(
                work,
                EffectRequest.effect(new Effect.Say(staff, content, source))
                        .urgently()
                        .heardBy(name(), note));
        VerificationLog.note(work, "asked moderators member=%s".formatted(user));
    }

    private Card card(Locale language, UnitOfWork work, UserId user) {
        return Card.wait(TEXTS.say(language, "topic.emoji"), TEXTS.say(language, "request.title"))
                .about(user)
                .line(TEXTS.say(language, "request"))
                .field(
                        TEXTS.say(language, "request.created"),
                        DiscordTime.relative(Snowflake.instant(user.value())))
                .field(
                        TEXTS.say(language, "request.joined"),
                        joined(work, user)
                                .map(DiscordTime::relative)
                                .orElseGet(() -> TEXTS.say(language, "unknown")));
    }

    private Optional<Instant> joined(UnitOfWork work, UserId user) {
        return members.find(work, user).map(MemberState::joined);
    }

    private Button button(Locale language, boolean yes, UserId user, long generation) {
        var decision = new DecideState(yes, user, generation);
        return Button.of(
                        TEXTS.say(language, yes ? "request.approve" : "request.deny"),
                        decision.toString())
                .styled(yes ? Button.Style.SUCCESS : Button.Style.DANGER)
                .needing(Permission.MANAGE_ROLES)
                .leadingTo(DecideCommand.PATH);
    }
}
