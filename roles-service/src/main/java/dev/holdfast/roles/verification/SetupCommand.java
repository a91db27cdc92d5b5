package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /verify setup}: which role, where, and how; posts the panel. */
@Singleton
record SetupCommand(GrantChecks grants, GrantWords words, Panel panel, StatusView view)
        implements Command {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** In the audit: how it is from now on. */
    private record Changed(
            RoleId role, String way, String channel, String staff, String quarantine) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("verify setup", TEXTS.english("setup.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(OptionSpec.required("role", TEXTS.english("setup.role"), OptionType.ROLE))
                .option(
                        OptionSpec.required(
                                "channel", TEXTS.english("setup.channel"), OptionType.CHANNEL))
                .option(
                        OptionSpec.required("way", TEXTS.english("setup.way"), OptionType.TEXT)
                                .oneOf(
                                        VerificationMethod.choices().stream()
                                                .map(this::choice)
                                                .toArray(OptionSpec.Choice[]::new)))
                .option(
                        OptionSpec.optional(
                                "staff", TEXTS.english("setup.staff"), OptionType.CHANNEL))
                .option(
                        OptionSpec.optional(
                                "quarantine", TEXTS.english("setup.quarantine"), OptionType.ROLE));
    }

    private OptionSpec.Choice choice(VerificationMethod way) {
        return new OptionSpec.Choice(TEXTS.english("way." + way.word()), way.word());
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var setup = wanted(invocation);
        var decisions =
                Stream.of(Optional.of(setup.role()), setup.quarantineRole())
                        .flatMap(Optional::stream)
                        .map(role -> grants.check(work, invocation.member(), role, null))
                        .toList();
        var refusal =
                decisions.stream()
                        .map(decision -> refusal(invocation, decision))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(() -> incomplete(invocation, work, setup));
        if (refusal.isPresent()) {
            return Reply.refuse(refusal.get());
        }
        decisions.forEach(decision -> approve(work, decision));
        panel.remove(work);
        SetupStore.put(work, setup);
        panel.post(work, setup, invocation.guildLanguage());
        work.audit("verification.setup", changed(setup));
        VerificationLog.note(
                work,
                "set up role=%s way=%s channel=%s"
                        .formatted(setup.role(), setup.way().word(), setup.channel()));
        return Reply.whisper(view.done(invocation, work, setup));
    }

    private static Setup wanted(Invocation invocation) {
        return new Setup(
                role(invocation, "role").orElseThrow(),
                VerificationMethod.of(invocation.text("way").orElseThrow()),
                invocation.channel("channel").orElseThrow(),
                invocation.channel("staff").orElse(null),
                role(invocation, "quarantine").orElse(null),
                true);
    }

    private static Optional<RoleId> role(Invocation invocation, String option) {
        return invocation.options().get(option) instanceof OptionValue.Role(var role, _)
                ? Optional.of(role)
                : Optional.empty();
    }

    /** What was approved when the role had power is over. */
    private void approve(UnitOfWork work, GrantDecision decision) {
        if (decision instanceof GrantDecision.Allowed allowed) {
            grants.approve(work, allowed);
        }
    }

    private Optional<String> refusal(Invocation invocation, GrantDecision decision) {
        return switch (decision) {
            case GrantDecision.Allowed _ -> Optional.empty();
            case GrantDecision.Refused refused -> Optional.of(words.refusal(invocation, refused));
            case GrantDecision.NeedsName(var role, _, var dangerous) ->
                    Optional.of(
                            TEXTS.say(
                                    invocation,
                                    "setup.dangerous",
                                    role,
                                    GrantWords.titles(dangerous)));
        };
    }

    /** A picture shuts out who cannot see it, so there is another way beside it. */
    private Optional<String> incomplete(Invocation invocation, UnitOfWork work, Setup setup) {
        if (setup.role().equals(setup.quarantine())) {
            return Optional.of(TEXTS.say(invocation, "setup.same", setup.role()));
        }
        var lacks =
                switch (setup.way()) {
                    case APPROVAL -> setup.staff() == null;
                    case QUESTION -> QuestionStore.all(work).isEmpty();
                    case PICTURE -> setup.staff() == null && QuestionStore.all(work).isEmpty();
                    case BUTTON, HAND -> false;
                };
        return lacks
                ? Optional.of(TEXTS.say(invocation, "setup.needs." + setup.way().word()))
                : Optional.empty();
    }

    private static Changed changed(Setup setup) {
        return new Changed(
                setup.role(),
                setup.way().word(),
                setup.channel().toString(),
                String.valueOf(setup.staff()),
                String.valueOf(setup.quarantine()));
    }
}
