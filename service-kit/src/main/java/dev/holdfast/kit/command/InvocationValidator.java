package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What must hold before a command runs: the place, the person's rights, the button, the options.
 */
final class InvocationValidator {

    private final Texts texts = Texts.of("kit");
    private final OptionsValidator options = new OptionsValidator(texts);

    /** The refusal, where something does not hold. */
    Optional<Reply> refusal(CommandSpec spec, Invocation invocation) {
        return place(spec, invocation)
                .or(() -> permission(spec, invocation))
                .or(() -> owner(spec, invocation))
                .or(() -> fit(spec, invocation))
                .map(Reply::refuse);
    }

    /** Whether the person may not run it here, whatever the options are. */
    boolean forbids(CommandSpec spec, Invocation invocation) {
        return place(spec, invocation).or(() -> permission(spec, invocation)).isPresent();
    }

    /** What is stored for a request that came too late to be run. */
    Reply tooLate(Invocation invocation) {
        return Reply.refuse(texts.say(invocation, "too.late", invocation.path()));
    }

    /** What is stored for a press whose state the command does not understand. */
    Reply stale(CommandSpec spec, Invocation invocation) {
        return Reply.refuse(texts.say(invocation, key(spec, "button.stale"), invocation.path()));
    }

    private Optional<String> place(CommandSpec spec, Invocation invocation) {
        if (spec.place() == CommandSpec.Place.ANYWHERE
                || !invocation.guild().equals(GuildId.DIRECT)) {
            return Optional.empty();
        }
        return Optional.of(texts.say(invocation, "guild.only", spec.path()));
    }

    private Optional<String> permission(CommandSpec spec, Invocation invocation) {
        var missing = invocation.member().permissions().missing(invocation.needs(spec));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        var titles = missing.stream().map(Permission::title).collect(Collectors.joining(", "));
        return Optional.of(texts.say(invocation, key(spec, "permission"), spec.path(), titles));
    }

    private Optional<String> owner(CommandSpec spec, Invocation invocation) {
        return invocation
                .pressed()
                .filter(component -> !component.owner().equals(invocation.user()))
                .map(component ->
                        texts.say(
                                invocation,
                                key(spec, "button.owner"),
                                component.owner(),
                                spec.path()));
    }

    /** The name of what nobody picks or types is no help to people. */
    private static String key(CommandSpec spec, String key) {
        return spec.slash() ? key : key + ".nameless";
    }

    /** A button carries its own state in place of options. */
    private Optional<String> fit(CommandSpec spec, Invocation invocation) {
        return invocation.pressed().isPresent()
                ? Optional.empty()
                : options.misfit(spec, invocation);
    }
}
