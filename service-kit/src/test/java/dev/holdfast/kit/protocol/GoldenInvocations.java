package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.CHANNEL;
import static dev.holdfast.kit.protocol.Golden.GUILD;
import static dev.holdfast.kit.protocol.Golden.KEY;
import static dev.holdfast.kit.protocol.Golden.MEMBER;
import static dev.holdfast.kit.protocol.Golden.PATH;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is asked of services. */
final class GoldenInvocations {

    private GoldenInvocations() {}

    static Stream<Golden> all() {
        return Stream.of(
                new Golden(
                        "invocation-command",
                        new Invocation(
                                KEY,
                                GUILD,
                                CHANNEL,
                                MEMBER,
                                CommandPath.of("pay"),
                                Map.of(
                                        "member",
                                        new OptionValue.Person(new UserId(9), "Ben", false)),
                                null,
                                "en-US")),
                new Golden(
                        "invocation-region",
                        new Invocation(KEY, GUILD, CHANNEL, MEMBER, PATH, Map.of(), null, "de")
                                .in(new Invocation.Region("en", "Europe/Berlin"))),
                new Golden(
                        "invocation-button",
                        new Invocation(
                                KEY,
                                GUILD,
                                CHANNEL,
                                MEMBER,
                                PATH,
                                Map.of(),
                                new Invocation.Component(MEMBER.user(), "before:17", List.of()),
                                "de")),
                new Golden(
                        "invocation-select",
                        new Invocation(
                                KEY,
                                GUILD,
                                CHANNEL,
                                MEMBER,
                                PATH,
                                Map.of(),
                                new Invocation.Component(
                                        MEMBER.user(),
                                        "whose",
                                        List.of("9"),
                                        Map.of(),
                                        List.of(
                                                new OptionValue.Person(
                                                        new UserId(9), "Ben", false, true))),
                                "de")),
                new Golden(
                        "invocation-modal",
                        new Invocation(
                                KEY,
                                GUILD,
                                CHANNEL,
                                MEMBER,
                                PATH,
                                Map.of(),
                                new Invocation.Component(
                                        MEMBER.user(),
                                        "note",
                                        List.of(),
                                        Map.of("text", "Rent"),
                                        List.of()),
                                "de")),
                new Golden(
                        "invocation-shared",
                        new Invocation(
                                KEY,
                                GUILD,
                                CHANNEL,
                                MEMBER,
                                CommandPath.of("pick"),
                                Map.of(),
                                new Invocation.Component(
                                        MEMBER.user(),
                                        "role",
                                        List.of(),
                                        Map.of(),
                                        List.of(),
                                        Permissions.of(Permission.MANAGE_GUILD)),
                                "de",
                                false,
                                null,
                                false,
                                true)),
                new Golden(
                        "invocation-menu",
                        new Invocation(
                                KEY,
                                GUILD,
                                CHANNEL,
                                MEMBER,
                                CommandPath.of("message-keep"),
                                Map.of(
                                        "message",
                                        new OptionValue.Message(
                                                new MessageId(1_197_245_631_488_000_002L),
                                                CHANNEL,
                                                new OptionValue.Person(new UserId(9), "Ben", false),
                                                "Ahoy")),
                                null,
                                "de")),
                new Golden(
                        "invocation-file",
                        new Invocation(
                                KEY,
                                GUILD,
                                CHANNEL,
                                MEMBER,
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
                                        KEY,
                                        GuildId.DIRECT,
                                        CHANNEL,
                                        MEMBER,
                                        CommandPath.of("help"),
                                        Map.of("command", new OptionValue.Text("pa")),
                                        null,
                                        "en-US"),
                                "command")));
    }
}
