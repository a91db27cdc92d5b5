package dev.holdfast.health.error;

import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** {@code /errors resolve}: a build has the fix; only that one or a newer one opens it again. */
@Singleton
final class ResolveErrorCommand implements Command {

    static final String PATH = "errors resolve";

    private static final String BUILD = "build";
    private static final String NEXT = "next";
    private static final int LONGEST = 20;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{14}");

    private final Texts texts = Texts.of(ErrorFeature.NAME);
    private final ErrorChanges changes;
    private final Health health;

    @Inject
    ResolveErrorCommand(ErrorChanges changes, Health health) {
        this.changes = changes;
        this.health = health;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write(PATH, texts.english("resolve.description"))
                .option(ShowErrorCommand.number(texts))
                .option(
                        OptionSpec.optional(BUILD, texts.english("option.build"), OptionType.TEXT)
                                .between(1, LONGEST))
                .anywhere()
                .forOperators()
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return changes.change(
                invocation,
                work,
                "error.resolve",
                group -> resolved(invocation, group, work.now()));
    }

    private ErrorDecision resolved(Invocation invocation, ErrorGroup group, Instant now) {
        var build = build(invocation, group);
        if (build.isEmpty()) {
            return new ErrorDecision.Refused(texts.say(invocation, "resolve.build"));
        }
        var isSame = Objects.equals(group.fixedBuild(), build.get());
        return group.state() == ErrorState.RESOLVED && isSame
                ? new ErrorDecision.Refused(texts.say(invocation, "resolve.already", id(group)))
                : new ErrorDecision.Done(group.resolved(build.get(), now));
    }

    private static String id(ErrorGroup group) {
        return Long.toString(group.number());
    }

    /** Which build has the fix; empty where what was said is none. */
    private Optional<Long> build(Invocation invocation, ErrorGroup group) {
        var said =
                invocation
                        .pressed()
                        .map(pressed -> pressed.state().endsWith(ErrorChanges.NEXT) ? NEXT : "")
                        .or(() -> invocation.text(BUILD).map(String::strip))
                        .orElse("");
        if (said.isEmpty()) {
            return Optional.of(newest(group));
        }
        if (said.equalsIgnoreCase(NEXT)) {
            return Optional.of(newest(group) + 1);
        }
        return DIGITS.matcher(said).matches()
                ? Optional.of(Long.parseLong(said))
                : Optional.empty();
    }

    /** Of those that run and of the one that met it last. */
    private long newest(ErrorGroup group) {
        var running =
                health.instances().stream()
                        .filter(instance -> instance.service().equals(group.service()))
                        .map(InstanceState::build)
                        .filter(build -> DIGITS.matcher(build).matches())
                        .mapToLong(Long::parseLong);
        return LongStream.concat(running, LongStream.of(group.lastBuild())).max().orElse(0);
    }
}
