package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asks for a text in a modal, counts it once, and shows it in a file. */
@Singleton
final class Note implements Command, AutocompletedCommand {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("note", "Writes something down")
                .option(
                        OptionSpec.optional("about", "what it is about", OptionType.TEXT)
                                .autocompleted())
                .option(
                        OptionSpec.optional("picture", "of it", OptionType.FILE)
                                .between(0, 1024 * 1024)
                                .oneOf(new OptionSpec.Choice("PNG", "image/png")))
                .needs(Permission.MANAGE_GUILD)
                .opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return invocation
                .sent()
                .map(fields -> write(fields.getOrDefault("text", ""), work))
                .orElseGet(() ->
                        new Reply.Modal(
                                "A note", "", List.of(TextInput.line("text", "What is it?"))));
    }

    private static Reply write(String text, UnitOfWork work) {
        TallyStore.add(work, work.user().value(), 1);
        return new Reply.Message(
                Content.text("Noted.")
                        .files(new Attachment("note.txt", "echo", Map.of("text", text))));
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return Stream.of("rain", "rent", "wind")
                .filter(word -> word.startsWith(completion.typed()))
                .map(word -> new OptionSpec.Choice(word, word))
                .toList();
    }
}
