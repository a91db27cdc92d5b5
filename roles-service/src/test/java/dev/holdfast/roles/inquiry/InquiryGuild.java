package dev.holdfast.roles.inquiry;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import java.util.concurrent.atomic.AtomicLong;

/** A guild that nobody has used yet, with a bot and some roles below it and one above. */
final class InquiryGuild {

    static final UserId OLGA = new UserId(101);
    static final UserId ANN = new UserId(102);
    static final UserId BEN = new UserId(103);
    static final long RED = 21;
    static final long CROWN = 29;
    private static final long BOT = 25;

    private static final AtomicLong NEXT = new AtomicLong(920_000_000_000_000_000L);

    private final GuildId id = new GuildId(NEXT.incrementAndGet());
    private final Admin admin = new Admin("roles");
    private final Commands commands;

    InquiryGuild(Commands commands) {
        this.commands = commands;
        role(RED, "Red", 1, Permissions.NONE);
        role(BOT, "Holdfast", 5, Permissions.of(Permission.MANAGE_ROLES));
        role(CROWN, "Crown", 9, Permissions.NONE);
        place(Permission.MANAGE_ROLES, Permission.VIEW_AUDIT_LOG);
    }

    GuildId id() {
        return id;
    }

    void role(long role, String name, int position, Permissions permissions) {
        execute(
                """
                insert into guild_role (guild_id, role_id, name, position, permissions, managed, as_of)
                values (<guild>, %d, '%s', %d, %d, false, now())
                on conflict (guild_id, role_id) do update set permissions = excluded.permissions
                """
                        .formatted(role, name, position, permissions.bits()));
    }

    void place(Permission... ofBot) {
        execute(
                """
                insert into guild_place values (<guild>, 101, %d, %d, now())
                on conflict (guild_id) do update set bot_permissions = excluded.bot_permissions
                """
                        .formatted(BOT, Permissions.of(ofBot).bits()));
    }

    void member(UserId user, long... roles) {
        var list = new StringBuilder();
        for (var role : roles) {
            list.append(list.isEmpty() ? "" : ",").append(role);
        }
        execute(
                "insert into member (guild_id, user_id, roles, as_of) values (<guild>, %s, '{%s}', now())"
                        .formatted(user, list));
    }

    void claim(UserId user, long role, String kind, String reason) {
        execute(
                """
                insert into claim (guild_id, user_id, role_id, source, kind, since, generation, on_undo, reason, written_at)
                values (<guild>, %s, %d, 'test:1', '%s', now(), 1, 'give-back', '%s', now())
                """
                        .formatted(user, role, kind, reason));
    }

    void assignment(UserId user, long role, String state, String why) {
        execute(
                """
                insert into assignment (guild_id, user_id, role_id, wanted, state, why, undone, undone_by, changed_at)
                values (<guild>, %s, %d, 'have', '%s', '%s', 3, 103, now())
                """
                        .formatted(user, role, state, why));
    }

    void entry(UserId user, long role, String action) {
        execute(
                """
                insert into journal (guild_id, at, user_id, role_id, action, source, made_by, reason)
                values (<guild>, now(), %s, %d, '%s', 'test:1', 103, 'because *so*')
                """
                        .formatted(user, role, action));
    }

    /** With {@code <guild>} as the guild's id. */
    void execute(String sql) {
        admin.execute(sql.replace("<guild>", id.toString()));
    }

    Asking asking(UserId who, String command) {
        return Asking.in(id).by(who).command(command);
    }

    Asking asAdmin(String command) {
        return asking(OLGA, command).allowed(Permission.MANAGE_ROLES);
    }

    Reply ask(Asking asking) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build())).reply();
    }

    String words(Asking asking) {
        return words(ask(asking));
    }

    static String words(Reply reply) {
        return switch (reply) {
            case Reply.Whisper(var content) -> words(content);
            case Reply.Update(var content) -> words(content);
            case Reply.Refusal(var text, _) -> text;
            case Reply.Message _, Reply.Modal _, Reply.Question _ -> "not private: " + reply;
        };
    }

    private static String words(Content content) {
        return content.card() == null ? content.text() : content.card().words();
    }
}
