package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.CHANNEL;
import static dev.holdfast.kit.protocol.Golden.CONTENT;
import static dev.holdfast.kit.protocol.Golden.GUILD;
import static dev.holdfast.kit.protocol.Golden.MEMBER;
import static dev.holdfast.kit.protocol.Golden.PATH;

import java.time.Instant;
import java.util.stream.Stream;

/** What services order, and what comes of it. */
final class GoldenEffects {

    private GoldenEffects() {}

    static Stream<Golden> all() {
        return Stream.of(
                new Golden(
                        "effect-role",
                        new EffectOrder(
                                "1197245631488000001.0",
                                GUILD,
                                new Effect.GiveRole(MEMBER.user(), new RoleId(41771983423143936L)),
                                "bought in the shop",
                                Instant.parse("2026-11-20T10:15:00Z"),
                                null)),
                new Golden(
                        "effect-message",
                        new EffectOrder(
                                "1197245631488000001.1",
                                GUILD,
                                new Effect.Say(
                                        CHANNEL, CONTENT, new Effect.Source(PATH, MEMBER.user())),
                                "",
                                null,
                                Instant.parse("2026-11-20T10:00:00Z"))),
                new Golden(
                        "effect-tell-admins",
                        new EffectOrder(
                                "1197245631488000001.2",
                                GUILD,
                                new AlertEffect.TellAdmins(
                                        "I lack the permission Manage Roles here.", true),
                                "",
                                null,
                                null)),
                new Golden(
                        "effect-show-admins",
                        new EffectOrder(
                                "1197245631488000001.5",
                                GUILD,
                                new AlertEffect.TellAdmins(
                                        "3 role rules are gone.",
                                        true,
                                        Content.card(Card.loss("💾", "3 role rules are gone"))
                                                .row(
                                                        Button.of("Look", "found:7")
                                                                .needing(Permission.MANAGE_GUILD)),
                                        new Effect.Source(PATH, MEMBER.user())),
                                "",
                                null,
                                null)),
                new Golden(
                        "effect-tell-operators",
                        new EffectOrder(
                                "1197245631488000001.3",
                                GuildId.DIRECT,
                                new AlertEffect.TellOperators("The disk is full: make room."),
                                "",
                                null,
                                null)),
                new Golden(
                        "effect-react",
                        new EffectOrder(
                                "1197245631488000001.4",
                                GUILD,
                                new Effect.React(CHANNEL, new MessageId(17), "⚓"),
                                "",
                                null,
                                null)),
                new Golden(
                        "effect-overwrite",
                        new EffectOrder(
                                "1197245631488000001.5",
                                GUILD,
                                GuildEffect.Overwrite.of(
                                        CHANNEL,
                                        new RoleId(41771983423143936L),
                                        Permissions.of(Permission.VIEW_CHANNEL),
                                        Permissions.of(Permission.SEND_MESSAGES)),
                                "not verified",
                                null,
                                null)),
                new Golden(
                        "effect-overwrite-removed",
                        new EffectOrder(
                                "1197245631488000001.6",
                                GUILD,
                                GuildEffect.Overwrite.none(CHANNEL, MEMBER.user()),
                                "verified",
                                null,
                                null)),
                new Golden(
                        "effect-pause-invites",
                        new EffectOrder(
                                "1197245631488000001.7",
                                GUILD,
                                new GuildEffect.PauseInvites(Instant.parse("2026-11-20T11:15:00Z")),
                                "raid",
                                null,
                                null)),
                new Golden("effect-applied", new EffectOutcome.Applied(new MessageId(17))),
                new Golden(
                        "effect-refused",
                        new EffectOutcome.Refused(
                                EffectOutcome.Cause.FORBIDDEN,
                                "Move the bot's role above @Gold.")));
    }
}
