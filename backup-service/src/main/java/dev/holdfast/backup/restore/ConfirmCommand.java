package dev.holdfast.backup.restore;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/** Behind the controls of what a restore would change: asks to type a word, or goes back. */
@Singleton
final class ConfirmCommand implements Command {

    static final String PATH = "recovery confirm";

    private static final Pattern STATE = Pattern.compile("(ask|list|cancel):([0-9]{1,18})");
    private static final int LONGEST_WORD = 50;

    private final Texts texts = Texts.of(RestoreFeature.NAME);
    private final Restores restores;
    private final RestoreChoice choice;
    private final PickView pick;

    @Inject
    ConfirmCommand(Restores restores, RestoreChoice choice, PickView pick) {
        this.restores = restores;
        this.choice = choice;
        this.pick = pick;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(
                        PATH, texts.english("confirm.description"), CommandSpec.Access.WRITE)
                .needs(Permission.MANAGE_GUILD)
                .opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var state = STATE.matcher(invocation.pressed().map(it -> it.state()).orElse(""));
        if (!state.matches()) {
            return Reply.refuse(texts.say(invocation, "stale"));
        }
        return switch (state.group(1)) {
            case "ask" ->
                    restores.find(work, Long.parseLong(state.group(2)))
                            .map(entry -> window(invocation, entry))
                            .orElseGet(() -> Reply.refuse(texts.say(invocation, "stale")));
            case "list" -> Reply.update(pick.show(invocation, choice.restorable(work)));
            default ->
                    Reply.update(
                            Content.card(
                                    Card.sentence(
                                            Card.Kind.INFO, texts.say(invocation, "cancelled"))));
        };
    }

    private Reply window(Invocation invocation, RestoreEntry entry) {
        var word = texts.say(invocation, word(entry));
        var title = entry.undoes() ? "confirm.undo-title" : "confirm.title";
        var input =
                TextInput.line(ApplyCommand.WORD, texts.say(invocation, "confirm.label", word))
                        .between(1, LONGEST_WORD)
                        .placeholder(word);
        return new Reply.Modal(
                        texts.say(invocation, title),
                        Long.toString(entry.restoreId()),
                        List.of(input))
                .leadingTo(ApplyCommand.PATH);
    }

    /** What is to be typed. */
    static String word(RestoreEntry entry) {
        return entry.undoes() ? "confirm.undo-word" : "confirm.word";
    }
}
