package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.GUILD;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What services read on Discord, and what they ask each other. */
final class GoldenReadings {

    private static final UserId ADA = new UserId(80351110224678912L);
    private static final RoleId GOLD = new RoleId(41771983423143936L);

    private GoldenReadings() {}

    static Stream<Golden> all() {
        return Stream.of(
                new Golden(
                        "members-page",
                        new MemberPage(
                                List.of(
                                        new GuildMember(
                                                ADA,
                                                "Ada",
                                                false,
                                                List.of(GOLD),
                                                Instant.parse("2026-11-20T10:00:00Z"),
                                                false,
                                                Instant.parse("2026-11-21T10:00:00Z"),
                                                null),
                                        new GuildMember(
                                                new UserId(80351110224678913L),
                                                "Gull",
                                                true,
                                                List.of(),
                                                null,
                                                true,
                                                null,
                                                Instant.parse("2026-11-22T10:00:00Z"))),
                                new UserId(80351110224678913L))),
                new Golden(
                        "guild-roles",
                        new GuildRoles(
                                List.of(
                                        new GuildRoles.Role(
                                                new RoleId(GUILD.value()),
                                                "@everyone",
                                                0,
                                                new Permissions(2_048),
                                                false),
                                        new GuildRoles.Role(
                                                GOLD, "Gold", 3, new Permissions(8), true)),
                                new GuildRoles.Bot(GOLD, new Permissions(-1)))),
                new Golden(
                        "guild-profile",
                        new GuildProfile(
                                GUILD,
                                "Kelp",
                                ADA,
                                List.of("COMMUNITY"),
                                URI.create("https://cdn.discordapp.com/icons/1/a.png?size=128"))),
                new Golden(
                        "order",
                        new Order(
                                "3fa85f64-5717-4562-b3fc-2c963f66afa6",
                                GUILD,
                                ADA,
                                "reward",
                                "{\"coins\":50}",
                                Instant.parse("2026-11-20T10:00:00.123456Z"),
                                Instant.parse("2026-11-26T10:00:00Z"))),
                new Golden("order-done", new OrderOutcome.Done()),
                new Golden("order-refused", new OrderOutcome.Refused("Set another amount.")),
                new Golden("order-expired", new OrderOutcome.Expired()),
                new Golden(
                        "fact-values",
                        new FactValues(
                                List.of(new FactValue(ADA, 75)),
                                Instant.parse("2026-11-20T10:00:00Z"))),
                new Golden(
                        "fact-page",
                        new FactPage(
                                List.of(new FactValue(ADA, -1)),
                                "17-19",
                                true,
                                Instant.parse("2026-11-20T10:00:00Z"))),
                new Golden(
                        "consultation",
                        new Consultation(
                                Golden.KEY,
                                GUILD,
                                Golden.CHANNEL,
                                ADA,
                                "Ada",
                                CommandPath.of("balance"),
                                Map.of(
                                        "member",
                                        new OptionValue.Person(new UserId(9), "Ben", false)),
                                "en-US")),
                new Golden(
                        "reaction-page",
                        new ReactionPage(List.of(new ReactionPage.Reactor(ADA, false)), null)));
    }
}
