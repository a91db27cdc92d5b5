package dev.holdfast.kit.protocol;

import java.time.Instant;
import java.util.List;

/**
 * What is written into a file under {@code protocol}, and read from it.
 *
 * @param file its name without the ending
 */
record Golden(String file, Object value) {

    static final Member MEMBER =
            new Member(
                    new UserId(80351110224678912L),
                    "Ada",
                    List.of(new RoleId(41771983423143936L)),
                    Permissions.of(Permission.MANAGE_GUILD, Permission.SEND_MESSAGES));
    static final OperationKey KEY = OperationKey.of("1197245631488000001");
    static final GuildId GUILD = new GuildId(41771983423143937L);
    static final ChannelId CHANNEL = new ChannelId(41771983423143938L);
    static final CommandPath PATH = CommandPath.of("money history");
    static final Content CONTENT =
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

    @Override
    public String toString() {
        return file;
    }
}
