package dev.holdfast.roles.verification;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Decision;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A guild that nobody has used yet, with two roles, a bot that may give them, and its owner. */
final class TestGuild {

    static final UserId OWNER = new UserId(1);
    static final UserId MOD = new UserId(2);
    static final UserId MAX = new UserId(3);
    static final UserId ANN = new UserId(101);
    static final UserId BEN = new UserId(102);
    static final RoleId VERIFIED = new RoleId(5_001);
    static final RoleId QUARANTINE = new RoleId(5_002);
    static final RoleId POWER = new RoleId(5_003);
    static final ChannelId DOOR = new ChannelId(7_001);
    static final ChannelId STAFF = new ChannelId(7_002);

    private static final RoleId MODERATORS = new RoleId(5_008);

    private static final AtomicLong NEXT = new AtomicLong(800_000_000_000_000_000L);

    private final GuildId id = new GuildId(NEXT.incrementAndGet());
    private final Admin admin = new Admin("roles");
    private final Commands commands;

    TestGuild(Commands commands) {
        this.commands = commands;
        role(new RoleId(id.value()), "@everyone", 0, Permissions.NONE);
        role(VERIFIED, "Verified", 1, Permissions.NONE);
        role(QUARANTINE, "Quarantine", 2, Permissions.NONE);
        role(POWER, "Power", 3, Permissions.of(Permission.BAN_MEMBERS));
        role(MODERATORS, "Moderators", 8, Permissions.of(Permission.MANAGE_ROLES));
        role(new RoleId(5_009), "Bot", 9, Permissions.of(Permission.MANAGE_ROLES));
        admin.execute(
                "insert into guild_place values (%s, 1, 5009, %d, now())"
                        .formatted(id, Permission.MANAGE_ROLES.bit()));
    }

    private void role(RoleId role, String name, int position, Permissions permissions) {
        admin.execute(
                """
                insert into guild_role (guild_id, role_id, name, position, permissions, managed, as_of)
                values (%s, %s, '%s', %d, %d, false, now())
                """
                        .formatted(id, role, name, position, permissions.bits()));
    }

    GuildId id() {
        return id;
    }

    Admin admin() {
        return admin;
    }

    /** Somebody whom the mirror knows. */
    void member(UserId user, Duration ago, boolean pending) {
        admin.execute(
                """
                insert into member (guild_id, user_id, roles, joined_at, pending, as_of)
                values (%s, %s, '{}', now() - interval '%d s', %s, now())
                """
                        .formatted(id, user, ago.toSeconds(), pending));
    }

    Asking asking(UserId who, String command) {
        return Asking.in(id).by(who).command(command);
    }

    Asking asOwner(String command) {
        return asking(OWNER, command).allowed(Permission.MANAGE_ROLES, Permission.MANAGE_GUILD);
    }

    Reply ask(Asking asking) {
        return ask(asking.build());
    }

    private Reply ask(Invocation invocation) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(invocation)).reply();
    }

    Asking setup(VerificationMethod way) {
        return asOwner("verify setup")
                .option("role", new OptionValue.Role(VERIFIED, "Verified"))
                .option("channel", new OptionValue.Channel(DOOR, "door"))
                .option("staff", new OptionValue.Channel(STAFF, "staff"))
                .text("way", way.word());
    }

    /** Asked by a moderator, who has their role. */
    Reply askAsModerator(Asking asking) {
        var asked = asking.by(MOD).allowed(Permission.MANAGE_ROLES).build();
        var member = asked.member();
        return ask(
                asked.by(
                        new Member(
                                member.user(),
                                member.name(),
                                List.of(MODERATORS),
                                member.permissions())));
    }

    /** In the order of roles, so that moderators can neither give nor take it by hand. */
    void verifiedStandsAboveModerators() {
        admin.execute(
                "update guild_role set position = 4 where guild_id = %s and role_id = %s"
                        .formatted(id, MODERATORS));
        admin.execute(
                "update guild_role set position = 5 where guild_id = %s and role_id = %s"
                        .formatted(id, VERIFIED));
    }

    /** The panel's button, or one of what came of it. */
    Reply press(UserId who, String state) {
        return ask(asking(who, StartCommand.PATH).button(who, state));
    }

    Reply start(UserId who) {
        return press(who, StartState.START);
    }

    /** A moderator decides, whose role is above the one for verified members. */
    Reply decide(UserId moderator, String state) {
        return decide(moderator, state, List.of(MODERATORS));
    }

    Reply decide(UserId moderator, String state, List<RoleId> roles) {
        var asked =
                asking(moderator, DecideCommand.PATH)
                        .allowed(Permission.MANAGE_ROLES)
                        .button(moderator, state)
                        .needing(Permission.MANAGE_ROLES)
                        .build();
        var member = new Member(moderator, "Mod", roles, asked.member().permissions());
        return ask(
                new Invocation(
                        asked.operation(),
                        id,
                        asked.channel(),
                        member,
                        asked.path(),
                        asked.options(),
                        asked.component(),
                        asked.locale()));
    }

    /** What is answered once the question is answered with yes. */
    Reply confirmed(Asking asking) {
        var keyed = asking.key(Asking.freshKey());
        assertInstanceOf(Reply.Question.class, ask(keyed));
        var asked = keyed.build();
        var yes = new Decision(asked.operation(), true);
        return ask(keyed.button(asked.user(), yes.toString()).key(yes.key()));
    }

    void set(String setting, String value) {
        ask(asOwner("role settings").text(setting, value));
    }

    /** What it says to the person, wherever in the reply. */
    static String words(Reply reply) {
        return switch (reply) {
            case Reply.Message(var content) -> words(content);
            case Reply.Whisper(var content) -> words(content);
            case Reply.Update(var content) -> words(content);
            case Reply.Modal(var title, _, var inputs, _) -> title + ": " + inputs;
            case Reply.Question(var card, _) -> card.words();
            case Reply.Refusal(var text, _) -> text;
        };
    }

    static String words(Content content) {
        return content.card() == null ? content.text() : content.card().words();
    }

    boolean isVerified(UserId user) {
        return count("verified_member where user_id = %s and guild_id = ".formatted(user)) == 1
                && claims(user, VERIFIED) == 1;
    }

    long claims(UserId user, RoleId role) {
        return count(
                "claim where withdrawn_at is null and user_id = %s and role_id = %s and guild_id = "
                        .formatted(user, role));
    }

    long count(String from) {
        return admin.count(
                "select count(*) from "
                        + (from.endsWith("= ") ? from : from + " where guild_id = ")
                        + id);
    }

    /** What is ordered of Discord, the oldest first; roles left out. */
    List<String> effects() {
        return admin.list(
                "select effect::text from outbox where guild_id = %s and effect->>'kind' not like '%%-role' order by effect_id"
                        .formatted(id),
                String.class);
    }
}
