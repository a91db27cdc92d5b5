package dev.holdfast.gateway.testing;

import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Link;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.protocol.TextInput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command with everything that can be used: selects, a modal, completion, files both ways. */
final class EveryControlCommand {

    private static final int KIBIBYTE = 1024;

    private EveryControlCommand() {}

    static CommandSpec spec() {
        return CommandSpec.write("stall", "Shows what is for sale")
                .option(OptionSpec.optional("item", "What", OptionType.TEXT).autocompleted())
                .option(OptionSpec.optional("number", "Which", OptionType.WHOLE).autocompleted())
                .option(
                        OptionSpec.optional("picture", "Of it", OptionType.FILE)
                                .oneOf(new OptionSpec.Choice("PNG", "image/png")))
                .anywhere()
                .opensModal();
    }

    static Reply reply(Invocation invocation) {
        return invocation
                .pressed()
                .map(used -> used(used, invocation))
                .or(() -> invocation.file("picture").map(EveryControlCommand::picture))
                .or(() -> invocation.text("item").map(EveryControlCommand::item))
                .orElseGet(EveryControlCommand::all);
    }

    private static Reply used(Invocation.Component used, Invocation invocation) {
        if (invocation.sent().isPresent()) {
            return new Reply.Update(Content.text("Ordered: " + used.fields().get("wish")));
        }
        if (used.state().equals("order")) {
            return order();
        }
        var names =
                used.picked().stream()
                        .map(picked ->
                                switch (picked) {
                                    case OptionValue.Person person -> person.name();
                                    case OptionValue.Role(_, var name) -> name;
                                    case OptionValue.Channel(_, var name) -> name;
                                    default -> "";
                                });
        var words = Stream.concat(used.values().stream(), names).collect(Collectors.joining(" "));
        return new Reply.Update(Content.text("Picked: " + words));
    }

    private static Reply.Modal order() {
        return new Reply.Modal(
                "An order",
                "order",
                List.of(TextInput.line("wish", "What do you wish?").between(2, 50)));
    }

    private static Reply picture(OptionValue.File file) {
        var text = "%s %s %d".formatted(file.name(), file.contentType(), file.size());
        return new Reply.Message(
                Content.text("Got it.")
                        .files(new Attachment("got.txt", "echo", Map.of("text", text))));
    }

    private static Reply item(String item) {
        return switch (item) {
            case "order" -> order();
            case "large" ->
                    new Reply.Message(
                            Content.text("Sold.")
                                    .files(new Attachment("large.png", "large", Map.of())));
            default -> Reply.say("Sold: " + item);
        };
    }

    private static Reply all() {
        return new Reply.Message(
                Content.text("For sale")
                        .row(
                                Button.of("Order", "order"),
                                new Link("Rules", URI.create("https://holdfast.example/rules")))
                        .row(
                                Select.of(
                                                "pick",
                                                List.of(
                                                        Select.Option.of("Rope", "rope"),
                                                        Select.Option.of("Sail", "sail")))
                                        .between(1, 2))
                        .row(Select.of("who", Select.Kind.PERSON)));
    }

    static List<OptionSpec.Choice> complete(Completion completion) {
        var all = completion.option().equals("number") ? "1 12 123" : "rope ropes sail";
        return Arrays.stream(all.split(" "))
                .filter(word -> word.startsWith(completion.typed()))
                .map(word -> new OptionSpec.Choice("The " + word, word))
                .toList();
    }

    static byte[] draw(Attachment file) {
        return file.drawing().equals("large")
                ? new byte[(int) Attachment.LARGEST + KIBIBYTE]
                : file.parameters().get("text").getBytes(StandardCharsets.UTF_8);
    }
}
