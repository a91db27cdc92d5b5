package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.CONTENT;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What services answer. */
final class GoldenReplies {

    private GoldenReplies() {}

    static Stream<Golden> all() {
        return Stream.of(
                new Golden("reply-message", new Reply.Message(CONTENT)),
                new Golden(
                        "reply-controls",
                        new Reply.Whisper(
                                Content.text("Whose?")
                                        .row(
                                                Button.of("Mine", "me"),
                                                new Link("Rules", URI.create("https://a.example")))
                                        .row(
                                                Select.of("whose", Select.Kind.PERSON)
                                                        .placeholder("Somebody else")
                                                        .between(0, 3))
                                        .row(
                                                Select.of(
                                                        "order",
                                                        List.of(
                                                                Select.Option.of("Newest", "new")
                                                                        .described("As it came")
                                                                        .chosenWhen(true),
                                                                Select.Option.of(
                                                                        "Largest", "big"))))
                                        .files(
                                                new Attachment(
                                                        "chart.png",
                                                        "chart",
                                                        Map.of("days", "7"))))),
                new Golden(
                        "reply-modal",
                        new Reply.Modal(
                                "A note",
                                "note",
                                List.of(
                                        TextInput.line("text", "What for?")
                                                .between(1, 100)
                                                .filled("Rent"),
                                        TextInput.line("more", "Anything else?")
                                                .paragraph()
                                                .optional()
                                                .placeholder("Only you see this")))),
                new Golden("reply-whisper", Reply.whisper("Only you see this.")),
                new Golden("reply-update", new Reply.Update(Content.text("Page 2"))),
                new Golden("reply-refusal", Reply.refuse("You have only 5.")));
    }
}
