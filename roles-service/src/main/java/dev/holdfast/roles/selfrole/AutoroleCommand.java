package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import dev.holdfast.roles.verification.Verifications;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** {@code /roles autorole}: which roles newcomers get; a card to see and to change it. */
@Singleton
record AutoroleCommand(GrantChecks grants, GrantWords words, Verifications verifications)
        implements Command {

    private static final String PEOPLE = "people";
    private static final String BOTS = "bots";
    private static final int MOST = 10;

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    private record Autoroles(String who, List<RoleId> roles) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("roles autorole", TEXTS.english("autorole.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var used = invocation.pressed();
        return used.isEmpty()
                ? Reply.whisper(card(invocation, work))
                : change(used.get(), invocation, work);
    }

    private Reply change(Invocation.Component used, Invocation invocation, UnitOfWork work) {
        var roles = used.values().stream().map(RoleId::of).toList();
        var refused =
                roles.stream().flatMap(role -> refuse(role, invocation, work).stream()).findFirst();
        if (refused.isPresent()) {
            return Reply.refuse(refused.get());
        }
        var bots = used.state().equals(BOTS);
        ArrivalStore.set(work, bots, roles);
        work.audit("role.automatic", new Autoroles(used.state(), roles));
        return Reply.update(card(invocation, work));
    }

    /** Nobody gets power by joining. */
    private Optional<String> refuse(RoleId role, Invocation invocation, UnitOfWork work) {
        return switch (grants.check(work, invocation.member(), role, null)) {
            case GrantDecision.Allowed _ -> Optional.empty();
            case GrantDecision.NeedsName _ ->
                    Optional.of(TEXTS.say(invocation, "autorole.power", role));
            case GrantDecision.Refused refused -> Optional.of(words.refusal(invocation, refused));
        };
    }

    private Content card(Invocation invocation, UnitOfWork work) {
        var delay = work.settings(SelfroleSettings.KEY).autoroleDelay();
        var when =
                verifications.required(work) ? "autorole.when.verified" : "autorole.when.accepted";
        var card =
                Card.info(SelfroleFeature.EMOJI, TEXTS.say(invocation, "autorole.title"))
                        .field(
                                TEXTS.say(invocation, "autorole.people"),
                                list(false, invocation, work))
                        .field(TEXTS.say(invocation, "autorole.bots"), list(true, invocation, work))
                        .fine(TEXTS.say(invocation, when));
        if (!delay.isZero()) {
            card = card.fine(TEXTS.say(invocation, "autorole.delay", Durations.show(delay)));
        }
        return Content.card(card.fine(TEXTS.say(invocation, "autorole.more")))
                .row(select(PEOPLE, invocation))
                .row(select(BOTS, invocation));
    }

    private Select select(String who, Invocation invocation) {
        return Select.of(who, Select.Kind.ROLE)
                .between(0, MOST)
                .placeholder(TEXTS.say(invocation, "autorole.pick." + who));
    }

    private String list(boolean bots, Invocation invocation, UnitOfWork work) {
        var roles = ArrivalStore.roles(work, bots);
        return roles.isEmpty() ? TEXTS.say(invocation, "autorole.none") : MenuCard.mentions(roles);
    }
}
