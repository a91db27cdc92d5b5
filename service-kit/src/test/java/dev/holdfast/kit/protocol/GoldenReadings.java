package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.GUILD;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What services read on Discord. */
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
                        "reaction-page",
                        new ReactionPage(List.of(new ReactionPage.Reactor(ADA, false)), null)));
    }
}
