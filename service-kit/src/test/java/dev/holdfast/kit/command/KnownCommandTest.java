package dev.holdfast.kit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownCommandTest {

    private static final CommandSpec READ = CommandSpec.read("look", "Looks");
    private static final CommandSpec WRITE = CommandSpec.write("do", "Does");
    private static final CommandSpec SLOW = WRITE.slow(Duration.ofSeconds(9));

    @Test
    void takesACommandWhoseSpecIsThatOfItsKind() {
        for (var spec : List.of(READ, WRITE)) {
            assertEquals(spec, known(new Ordinary(spec)).spec());
        }
        assertEquals(WRITE, known(new Grouped(WRITE)).spec());
        assertEquals(SLOW, known(new Slow(SLOW)).spec());
    }

    @Test
    void refusesOneThatIsSlowWithoutSayingSoOrSaysSoWithoutBeingSlow() {
        for (var wrong : List.of(new Ordinary(SLOW), new Grouped(SLOW), new Slow(WRITE))) {
            assertThrows(IllegalStateException.class, () -> known(wrong));
        }
    }

    @Test
    void refusesAGroupedOneThatOnlyReads() {
        var refused = assertThrows(IllegalStateException.class, () -> known(new Grouped(READ)));
        assertEquals(
                "/look: a SlowCommand's spec says slow, and no other's; a BatchedCommand's says write.",
                refused.getMessage());
    }

    private static KnownCommand known(AnyCommand command) {
        return new KnownCommand(command.spec(), command);
    }

    private record Ordinary(CommandSpec spec) implements Command {

        @Override
        public Reply run(Invocation invocation, UnitOfWork work) {
            return Reply.say("");
        }
    }

    private record Grouped(CommandSpec spec) implements BatchedCommand {

        @Override
        public List<Reply> runAll(List<Invocation> invocations, UnitOfWork work) {
            return List.of();
        }
    }

    private record Slow(CommandSpec spec) implements SlowCommand<String> {

        @Override
        public String prepare(Invocation invocation, Progress progress) {
            return "";
        }

        @Override
        public Reply complete(Invocation invocation, String prepared, UnitOfWork work) {
            return Reply.say(prepared);
        }
    }
}
