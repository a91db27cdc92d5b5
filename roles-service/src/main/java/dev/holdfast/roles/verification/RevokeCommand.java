package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantWords;
import jakarta.inject.Singleton;

/** {@code /verify revoke}: they have to verify themselves again; asks first. */
@Singleton
record RevokeCommand(Verifier verifier, GrantChecks grants, GrantWords words) implements Command {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** In the audit: who is not verified any more. */
    private record Revoked(UserId member) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("verify revoke", TEXTS.english("revoke.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(
                        OptionSpec.required(
                                "member", TEXTS.english("revoke.member"), OptionType.PERSON));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var member = invocation.person("member").orElseThrow().user();
        var found = VerifiedStore.find(work, member);
        if (found.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "revoke.not", member));
        }
        var verified = found.get();
        var refused = grants.checkTaking(work, invocation.member(), verified.role());
        if (refused.isPresent()) {
            return Reply.refuse(words.takingRefusal(invocation, refused.get()));
        }
        if (!invocation.confirmed()) {
            return Reply.ask(card(invocation, "revoke.ask", verified, Card.Kind.INFO), invocation);
        }
        verifier.revoke(work, verified, "because.revoked");
        work.audit("verification.revoke", new Revoked(member));
        return Reply.whisper(card(invocation, "revoke.done", verified, Card.Kind.LOSS));
    }

    private Card card(Invocation invocation, String key, Verified verified, Card.Kind kind) {
        var emoji = TEXTS.say(invocation, "topic.emoji");
        var title = TEXTS.say(invocation, key + ".title");
        var card = kind == Card.Kind.LOSS ? Card.loss(emoji, title) : Card.info(emoji, title);
        return card.about(verified.user())
                .line(TEXTS.say(invocation, key, verified.user(), verified.role()));
    }
}
