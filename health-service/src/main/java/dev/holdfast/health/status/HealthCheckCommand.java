package dev.holdfast.health.status;

import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.coordination.LockKey;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * {@code /healthcheck}: what is wrong with this server and what to do about it, for its admins.
 * Those who run the bot see every process and machine too.
 */
@Singleton
record HealthCheckCommand(
        GuildDiagnosis diagnosis, Health health, OperatorAccess operators, HealthCheckView view)
        implements SlowCommand<GuildDiagnosis.Result> {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("healthcheck", TEXTS.english("healthcheck.description"))
                .needs(Permission.MANAGE_GUILD)
                .whispered()
                .slow(LONGEST);
    }

    /** It changes nothing. */
    @Override
    public Set<LockKey> locks(Invocation invocation) {
        return Set.of();
    }

    @Override
    public GuildDiagnosis.Result prepare(Invocation invocation, Progress progress)
            throws InterruptedException {
        return diagnosis.of(invocation.guild());
    }

    @Override
    public Reply complete(Invocation invocation, GuildDiagnosis.Result result, UnitOfWork work) {
        List<ComponentState> everything =
                operators.has(invocation.user()) ? health.current() : List.of();
        return Reply.whisper(view.show(invocation, result, everything));
    }
}
