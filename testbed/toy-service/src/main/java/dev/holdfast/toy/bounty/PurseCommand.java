package dev.holdfast.toy.bounty;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.gateway.CommandRead;
import dev.holdfast.kit.gateway.CommandReader;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** {@code /purse}: shows what economy-service answers the same member. */
@Singleton
final class PurseCommand implements SlowCommand<CommandRead> {

    private static final CommandPath BALANCE = CommandPath.of("balance");

    private final Texts texts = Texts.of(BountyFeature.NAME);
    private final CommandReader commands;

    @Inject
    PurseCommand(CommandReader commands) {
        this.commands = commands;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("purse", "Shows what you have").slow(Duration.ofSeconds(30));
    }

    @Override
    public CommandRead prepare(Invocation invocation, Progress progress)
            throws InterruptedException {
        return commands.read(invocation, BALANCE, Map.of());
    }

    @Override
    public Reply complete(Invocation invocation, CommandRead prepared, UnitOfWork work) {
        return switch (prepared) {
            case CommandRead.Answered(var reply) -> reply;
            case CommandRead.Refused _, CommandRead.Away _ ->
                    Reply.refuse(texts.say(invocation, "purse.unknown"));
        };
    }
}
