package dev.holdfast.kit.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What travels between services stays readable for the builds that are running: these files may be
 * added to, never changed.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class GoldenJsonTest {

    @Inject ObjectMapper json;

    record Golden(String file, Object value) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Golden> all() {
        var member =
                new Member(
                        new UserId(80351110224678912L),
                        "Ada",
                        List.of(new RoleId(41771983423143936L)),
                        Permissions.of(Permission.MANAGE_GUILD, Permission.SEND_MESSAGES));
        var key = OperationKey.of("1197245631488000001");
        var guild = new GuildId(41771983423143937L);
        var channel = new ChannelId(41771983423143938L);
        var path = CommandPath.of("money history");
        var content =
                new Content(
                        "Sent.",
                        List.of(
                                new Embed(
                                        "Balance",
                                        "You have 75.",
                                        0x2ecc71,
                                        List.of(new Embed.Field("Wallet", "75", true)),
                                        "Holdfast",
                                        Instant.parse("2026-11-20T10:00:00Z"))),
                        List.of(List.of(Button.of("Older", "before:17"))));
        return Stream.of(
                new Golden(
                        "invocation-command",
                        new Invocation(
                                key,
                                guild,
                                channel,
                                member,
                                CommandPath.of("pay"),
                                Map.of(
                                        "member",
                                        new OptionValue.Person(new UserId(9), "Ben", false)),
                                null,
                                "en-US")),
                new Golden(
                        "invocation-button",
                        new Invocation(
                                key,
                                guild,
                                channel,
                                member,
                                path,
                                Map.of(),
                                new Invocation.Component(member.user(), "before:17", List.of()),
                                "de")),
                new Golden(
                        "invocation-select",
                        new Invocation(
                                key,
                                guild,
                                channel,
                                member,
                                path,
                                Map.of(),
                                new Invocation.Component(
                                        member.user(),
                                        "whose",
                                        List.of("9"),
                                        Map.of(),
                                        List.of(
                                                new OptionValue.Person(
                                                        new UserId(9), "Ben", false))),
                                "de")),
                new Golden(
                        "invocation-modal",
                        new Invocation(
                                key,
                                guild,
                                channel,
                                member,
                                path,
                                Map.of(),
                                new Invocation.Component(
                                        member.user(),
                                        "note",
                                        List.of(),
                                        Map.of("text", "Rent"),
                                        List.of()),
                                "de")),
                new Golden(
                        "invocation-file",
                        new Invocation(
                                key,
                                guild,
                                channel,
                                member,
                                CommandPath.of("stamp"),
                                Map.of(
                                        "picture",
                                        new OptionValue.File(
                                                "1197245631488000002",
                                                "seal.png",
                                                "image/png",
                                                2_048,
                                                URI.create(
                                                        "https://cdn.discordapp.com/attachments/1/2/seal.png"))),
                                null,
                                "en-US")),
                new Golden(
                        "completion",
                        new Completion(
                                new Invocation(
                                        key,
                                        GuildId.DIRECT,
                                        channel,
                                        member,
                                        CommandPath.of("help"),
                                        Map.of("command", new OptionValue.Text("pa")),
                                        null,
                                        "en-US"),
                                "command")),
                new Golden("reply-message", new Reply.Message(content)),
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
                new Golden(
                        "manifest-interactive",
                        new Manifest(
                                "economy",
                                20261121100000L,
                                List.of("wallet"),
                                List.of(
                                        CommandSpec.write("stamp", "Puts a seal on something")
                                                .option(
                                                        OptionSpec.required(
                                                                        "picture",
                                                                        "the seal",
                                                                        OptionType.FILE)
                                                                .oneOf(
                                                                        new OptionSpec.Choice(
                                                                                "PNG",
                                                                                "image/png")))
                                                .option(
                                                        OptionSpec.optional(
                                                                        "for",
                                                                        "what it is for",
                                                                        OptionType.TEXT)
                                                                .autocompleted())
                                                .opensModal()))),
                new Golden("reply-whisper", Reply.whisper("Only you see this.")),
                new Golden("reply-update", new Reply.Update(Content.text("Page 2"))),
                new Golden("reply-refusal", Reply.refuse("You have only 5.")),
                new Golden(
                        "manifest",
                        new Manifest(
                                "economy",
                                20261120100000L,
                                List.of("earning", "wallet"),
                                List.of(
                                        CommandSpec.write("pay", "Send coins to another member")
                                                .option(
                                                        OptionSpec.required(
                                                                "member",
                                                                "who gets them",
                                                                OptionType.PERSON))
                                                .option(
                                                        OptionSpec.required(
                                                                        "amount",
                                                                        "how many",
                                                                        OptionType.WHOLE)
                                                                .between(1, 1_000_000)),
                                        CommandSpec.read(
                                                        "money history",
                                                        "Every coin that came or went")
                                                .needs(Permission.MANAGE_GUILD)
                                                .whispered()),
                                List.of("member-left", "message-posted"))),
                new Golden(
                        "command-slow",
                        CommandSpec.write("ask", "Asks a model").slow(Duration.ofMinutes(2))),
                new Golden(
                        "check-result",
                        new CheckResult(
                                "postings-sum-to-zero",
                                true,
                                "2 guilds, 40 rows",
                                Instant.parse("2026-11-20T10:00:00Z"))),
                new Golden(
                        "data-table",
                        new DataTable(
                                "ledger",
                                "member_account",
                                "guild_id",
                                "user_id",
                                DataTable.OnRestore.REPLACE)),
                new Golden(
                        "effect-role",
                        new EffectOrder(
                                "1197245631488000001.0",
                                guild,
                                new Effect.GiveRole(member.user(), new RoleId(41771983423143936L)),
                                "bought in the shop",
                                Instant.parse("2026-11-20T10:15:00Z"),
                                null)),
                new Golden(
                        "effect-message",
                        new EffectOrder(
                                "1197245631488000001.1",
                                guild,
                                new Effect.Say(
                                        channel, content, new Effect.Source(path, member.user())),
                                "",
                                null,
                                Instant.parse("2026-11-20T10:00:00Z"))),
                new Golden(
                        "effect-tell-admins",
                        new EffectOrder(
                                "1197245631488000001.2",
                                guild,
                                new Effect.TellAdmins(
                                        "I lack the permission Manage Roles here.", true),
                                "",
                                null,
                                null)),
                new Golden("effect-applied", new EffectOutcome.Applied(new MessageId(17))),
                new Golden(
                        "effect-refused",
                        new EffectOutcome.Refused(
                                EffectOutcome.Cause.FORBIDDEN, "Move the bot's role above @Gold.")),
                new Golden("event-batch", batch(guild, channel, member)),
                new Golden("event-receipt", new EventReceipt(key, EventReceipt.Result.AGAIN)));
    }

    /** An event of each kind. */
    private static EventBatch batch(GuildId guild, ChannelId channel, Member member) {
        var user = member.user();
        var message = new MessageId(1197245631488000001L);
        var joined = Instant.parse("2026-11-20T10:00:00Z");
        var events =
                List.of(
                        new Event.MessagePosted(user, channel, message, member.roles(), 12, 1),
                        new Event.MessageDeleted(channel, message),
                        new Event.MemberJoined(user, joined, false),
                        new Event.MemberLeft(user),
                        new Event.RolesChanged(user, member.roles()),
                        new Event.ReactionAdded(user, channel, message, "🌊"),
                        new Event.ReactionRemoved(user, channel, message, "kelp:17"),
                        new Event.GuildJoined(joined),
                        new Event.GuildLeft(),
                        new Event.GuildSeen(
                                member.roles(),
                                List.of(channel),
                                List.of(new Event.Present(user, member.roles())),
                                true),
                        new Event.ChannelDeleted(channel),
                        new Event.RoleDeleted(member.roles().getFirst()));
        assertEquals(EventKind.values().length, events.size());
        return new EventBatch(
                events.stream()
                        .map(event ->
                                new EventNote(
                                        OperationKey.of(event.kind().word() + ":" + joined),
                                        guild,
                                        event))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWrittenAndReadAsTheFileSays(Golden golden) throws IOException {
        try (InputStream file =
                getClass().getResourceAsStream("/protocol/" + golden.file() + ".json")) {
            assertNotNull(
                    file, () -> "missing " + golden.file() + ".json: " + written(golden.value()));
            var expected = json.readTree(file);
            assertEquals(
                    expected.toPrettyString(),
                    json.readTree(written(golden.value())).toPrettyString());
            assertEquals(golden.value(), json.treeToValue(expected, type(golden.value())));
        }
    }

    private static Class<?> type(Object value) {
        return switch (value) {
            case Reply _ -> Reply.class;
            case EffectOutcome _ -> EffectOutcome.class;
            default -> value.getClass();
        };
    }

    private String written(Object value) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
