package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code /temprole member role time}: gives a role that ends by itself. */
@Singleton
record TempRoleCommand(
        GrantChecks grants, GrantWords words, TemporaryRoles temporary, TemporaryView view)
        implements Command {

    private static final String CONFIRM = "c";
    private static final String NAME = "name";
    private static final int LONGEST_TIME = 50;

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    /** What was asked for. */
    private record Asked(UserId user, RoleId role, Duration lasting) {

        static Asked parse(String[] parts) {
            return new Asked(
                    new UserId(Ids.read(parts[1])),
                    new RoleId(Ids.read(parts[2])),
                    Duration.ofMinutes(Ids.read(parts[3])));
        }

        String state() {
            return "%s:%s:%s:%s"
                    .formatted(
                            CONFIRM,
                            Ids.write(user.value()),
                            Ids.write(role.value()),
                            Ids.write(lasting.toMinutes()));
        }
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("temprole", TEXTS.english("temprole.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .opensModal()
                .option(
                        OptionSpec.required(
                                "member", TEXTS.english("temprole.member"), OptionType.PERSON))
                .option(
                        OptionSpec.required(
                                "role", TEXTS.english("temprole.role"), OptionType.ROLE))
                .option(
                        OptionSpec.required("time", TEXTS.english("temprole.time"), OptionType.TEXT)
                                .between(1, LONGEST_TIME));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return invocation
                .pressed()
                .map(used -> used(used, invocation, work))
                .orElseGet(() -> asked(invocation, work));
    }

    private Reply asked(Invocation invocation, UnitOfWork work) {
        var person = invocation.person("member").orElseThrow();
        var role = invocation.role("role").orElseThrow();
        if (person.outside()) {
            return Reply.refuse(TEXTS.say(invocation, "temprole.outside", person.user()));
        }
        return switch (RoleDuration.parse(
                invocation.text("time").orElseThrow(), TEXTS, invocation)) {
            case RoleDuration.Nonsense(var sentence) -> Reply.refuse(sentence);
            case RoleDuration.For(var lasting) ->
                    give(new Asked(person.user(), role, lasting), null, invocation, work);
        };
    }

    private Reply used(Invocation.Component used, Invocation invocation, UnitOfWork work) {
        if (!used.state().startsWith(CONFIRM + ":")) {
            return view.used(used, invocation, work);
        }
        var asked = Asked.parse(used.state().split(":", -1));
        var typed = used.fields().get(NAME);
        return give(asked, typed, invocation, work);
    }

    private Reply give(
            Asked asked, @Nullable String typed, Invocation invocation, UnitOfWork work) {
        return switch (grants.check(work, invocation.member(), asked.role(), typed)) {
            case GrantDecision.Refused refused -> Reply.refuse(words.refusal(invocation, refused));
            case GrantDecision.NeedsName needed when typed == null ->
                    confirm(asked, needed, invocation);
            case GrantDecision.NeedsName needed ->
                    Reply.refuse(words.needsName(invocation, needed));
            case GrantDecision.Allowed allowed -> {
                grants.approve(work, allowed);
                var given = temporary.give(work, asked.user(), asked.role(), asked.lasting());
                yield Reply.whisper(view.given(given, invocation));
            }
        };
    }

    private Reply confirm(Asked asked, GrantDecision.NeedsName needed, Invocation invocation) {
        var input =
                TextInput.line(NAME, TEXTS.say(invocation, "confirm.label"))
                        .between(1, 100)
                        .placeholder(UserText.shorten(UserText.clean(needed.name()), 100));
        return new Reply.Modal(
                TEXTS.say(invocation, "confirm.title"), asked.state(), java.util.List.of(input));
    }
}
