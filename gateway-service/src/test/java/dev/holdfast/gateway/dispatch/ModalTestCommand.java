package dev.holdfast.gateway.dispatch;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Opens a window whose text goes to a slow command behind controls. */
@Singleton
public class ModalTestCommand implements Command {

    static final String SLOW = "strongroom open";

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("vault", "Asks for the word").whispered().opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (invocation.pressed().isEmpty()) {
            var card = Card.info("🗝️", "The vault");
            return Reply.whisper(Content.card(card).buttons(Button.of("Open", "open")));
        }
        return new Reply.Modal("The vault", "7", List.of(TextInput.line("word", "Which word?")))
                .leadingTo(SLOW);
    }

    /** Takes its time, and says how far it is. */
    @Singleton
    public static class Opening implements SlowCommand<String> {

        final Semaphore signs = new Semaphore(0);

        @Override
        public CommandSpec spec() {
            return CommandSpec.behindControls(SLOW, "Opens it", CommandSpec.Access.WRITE)
                    .slow(Duration.ofSeconds(30));
        }

        @Override
        public String prepare(Invocation invocation, Progress progress)
                throws InterruptedException {
            progress.reached(1, 2);
            signs.tryAcquire(25, TimeUnit.SECONDS);
            return invocation.sent().orElseThrow().get("word");
        }

        @Override
        public Reply complete(Invocation invocation, String word, UnitOfWork work) {
            return switch (word) {
                case "sesame" -> Reply.update(Content.card(Card.gain("🗝️", "It is open")));
                case "shout" -> Reply.say("Everyone hears it.");
                default -> Reply.refuse("That is not the word.");
            };
        }
    }
}
