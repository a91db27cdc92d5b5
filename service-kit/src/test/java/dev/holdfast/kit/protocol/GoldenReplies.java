package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.CONTENT;
import static dev.holdfast.kit.protocol.Golden.MEMBER;

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
                        "reply-shared",
                        new Reply.Message(
                                Content.text("Roles")
                                        .row(
                                                Button.of("Sea", "sea").forEveryone(),
                                                Button.of("Approve", "yes")
                                                        .needing(Permission.MANAGE_GUILD),
                                                Button.of("Accept", "duel")
                                                        .forMembers(MEMBER.user())
                                                        .leadingTo("duel accept"))
                                        .row(Select.of("whose", Select.Kind.ROLE).forEveryone()))),
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
                new Golden(
                        "reply-modal-leading",
                        new Reply.Modal("Sure?", "7", List.of(TextInput.line("word", "Type it")))
                                .leadingTo("recovery apply")),
                new Golden("reply-whisper", Reply.whisper("Only you see this.")),
                new Golden("reply-update", new Reply.Update(Content.text("Page 2"))),
                new Golden("reply-refusal", Reply.refuse("You have only 5.")),
                new Golden(
                        "reply-refusal-card",
                        Reply.refuse(
                                Card.wait("📆", "Daily reward")
                                        .line("Come back <t:1795687200:R>."))),
                new Golden(
                        "reply-question",
                        new Reply.Question(
                                Card.loss("💰", "Pay 10,000 ⚓?").line("You'll have 5 ⚓ left."),
                                Map.of("amount", new OptionValue.Text("10000")))),
                new Golden("card-gain", Reply.show(gain())),
                new Golden("card-info", Reply.whisper(info())),
                new Golden(
                        "card-loss",
                        Reply.show(
                                Card.loss("🎲", "Coinflip").about(MEMBER.user()).amount("−50 ⚓"))),
                new Golden(
                        "card-wait",
                        Reply.update(
                                Content.card(
                                        Card.wait("💾", "Backup")
                                                .line("3 of 7 tables are done.")))),
                new Golden(
                        "card-record",
                        Reply.whisper(
                                Card.record("💰", "History")
                                        .item("**+25** from <@80351110224678912>")
                                        .item("**−5** to <@80351110224678912>"))));
    }

    private static Content gain() {
        return Content.card(
                        Card.gain("📆", "Daily reward")
                                .about(MEMBER.user())
                                .amount("+100 ⚓")
                                .line("You have 212 ⚓ now.")
                                .divider()
                                .field("Streak", "3 days")
                                .fine("Again from tomorrow on: </daily>"))
                .row(Button.of("Balance", "balance"))
                .pinging(MEMBER.user());
    }

    private static Content info() {
        return Content.card(
                Card.info("🏆", "Leaderboard")
                        .person(MEMBER.user(), "**1** · 1,234 ⚓")
                        .picture("chart.png", "Ada leads with 1,234"),
                new Attachment("chart.png", "chart", Map.of("days", "7")));
    }
}
