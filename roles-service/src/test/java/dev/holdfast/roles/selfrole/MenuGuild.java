package dev.holdfast.roles.selfrole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Card;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A guild that nobody has used yet: its roles, its owner, a moderator and members. */
final class MenuGuild {

    static final UserId OWNER = new UserId(1);
    static final UserId MOD = new UserId(2);
    static final UserId ANN = new UserId(101);
    static final UserId BEN = new UserId(102);
    static final RoleId RED = new RoleId(6_001);
    static final RoleId BLUE = new RoleId(6_002);
    static final RoleId GREEN = new RoleId(6_003);
    static final RoleId POWER = new RoleId(6_004);
    static final RoleId MANAGED = new RoleId(6_005);
    static final RoleId ABOVE_BOT = new RoleId(6_006);
    static final RoleId ABOVE_MOD = new RoleId(6_007);
    static final RoleId OF_MODS = new RoleId(6_008);
    static final RoleId BOT = new RoleId(6_009);

    private static final AtomicLong NEXT = new AtomicLong(700_000_000_000_000_000L);

    private final GuildId id = new GuildId(NEXT.incrementAndGet());
    private final Admin admin = new Admin("roles");
    private final Commands commands;

    MenuGuild(Commands commands) {
        this.commands = commands;
        role(everyone(), "@everyone", 0, Permissions.NONE);
        role(RED, "Red", 1, Permissions.NONE);
        role(BLUE, "Blue", 2, Permissions.NONE);
        role(GREEN, "Green", 3, Permissions.NONE);
        role(POWER, "Power", 4, Permissions.of(Permission.BAN_MEMBERS));
        role(MANAGED, "Boosters", 5, Permissions.NONE);
        role(OF_MODS, "Mods", 6, Permissions.of(Permission.MANAGE_ROLES));
        role(ABOVE_MOD, "High", 7, Permissions.NONE);
        role(BOT, "Holdfast", 8, Permissions.of(Permission.MANAGE_ROLES));
        role(ABOVE_BOT, "Top", 9, Permissions.NONE);
        admin.execute(
                "update guild_role set managed = true where guild_id = %s and role_id = %s"
                        .formatted(id, MANAGED));
        admin.execute(
                "insert into guild_place values (%s, %s, %s, %d, now())"
                        .formatted(id, OWNER, BOT, Permission.MANAGE_ROLES.bit()));
    }

    RoleId everyone() {
        return new RoleId(id.value());
    }

    void role(RoleId role, String name, int position, Permissions permissions) {
        admin.execute(
                """
                insert into guild_role (guild_id, role_id, name, position, permissions, managed, as_of)
                values (%s, %s, '%s', %d, %d, false, now())
                """
                        .formatted(id, role, name, position, permissions.bits()));
    }

    /** Those numbered from 8,000 on. */
    List<RoleId> manyRoles(int many) {
        var roles = new java.util.ArrayList<RoleId>();
        for (var each = 0; each < many; each++) {
            var role = new RoleId(8_000L + each);
            role(role, "Role " + each, 1, Permissions.NONE);
            roles.add(role);
        }
        return roles;
    }

    void member(UserId user, boolean pending, RoleId... roles) {
        var array = String.join(",", java.util.Arrays.stream(roles).map(RoleId::toString).toList());
        admin.execute(
                """
                insert into member (guild_id, user_id, roles, joined_at, pending, as_of)
                values (%s, %s, '{%s}', now(), %s, now())
                """
                        .formatted(id, user, array, pending));
    }

    void verificationIsOn() {
        admin.execute(
                "insert into verification_setup (guild_id, role_id, way, channel_id, active, set_at) values (%s, %s, 'button', 1, true, now())"
                        .formatted(id, GREEN));
    }

    void verify(UserId user) {
        // Critical tables want to know by which operation they are written.
        admin.execute(
                "select set_config('app.operation', '1', false); insert into verified_member (guild_id, user_id, how, verified_at, role_id, written_at) values (%s, %s, 'button', now(), %s, now())"
                        .formatted(id, user, GREEN));
    }

    GuildId id() {
        return id;
    }

    Admin admin() {
        return admin;
    }

    Asking asOwner(String command) {
        return as(OWNER, command);
    }

    Asking as(UserId who, String command) {
        return Asking.in(id).by(who).command(command).allowed(Permission.MANAGE_ROLES);
    }

    Reply ask(Asking asking) {
        return ask(asking.build());
    }

    Reply ask(Invocation invocation) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(invocation)).reply();
    }

    /** Asked by a member who has these roles. */
    Reply ask(Asking asking, RoleId... roles) {
        var invocation = asking.build();
        var member = invocation.member();
        return ask(
                invocation.by(
                        new Member(
                                member.user(),
                                member.name(),
                                List.of(roles),
                                member.permissions())));
    }

    Reply confirmed(Asking asking) {
        var keyed = asking.key(Asking.freshKey());
        assertInstanceOf(Reply.Question.class, ask(keyed));
        var asked = keyed.build();
        var decision = new Decision(asked.operation(), true);
        return ask(keyed.button(asked.user(), decision.toString()).key(decision.key()));
    }

    Asking temprole(UserId who, UserId member, RoleId role, String time) {
        return as(who, "temprole")
                .person("member", member)
                .option("role", new OptionValue.Role(role, "x"))
                .text("time", time);
    }

    /** A menu with these roles, made by the owner. */
    long menu(String name, Menu.Kind kind, RoleId... roles) {
        ask(
                asOwner("menu create")
                        .text("name", name)
                        .text("kind", kind.name().toLowerCase(Locale.ROOT)));
        var menu = menuId(name);
        if (roles.length > 0) {
            var values =
                    java.util.Arrays.stream(roles).map(RoleId::toString).toArray(String[]::new);
            var added = ask(edit(EditState.of(EditState.Step.ADD, menu), values));
            assertInstanceOf(Reply.Update.class, added, () -> words(added));
        }
        return menu;
    }

    long menuId(String name) {
        return admin.count(
                "select menu_id from menu where guild_id = %s and name = '%s' and deleted_at is null"
                        .formatted(id, name));
    }

    /** A control of the owner's editor is used. */
    Asking edit(EditState state, String... values) {
        return asOwner("menu edit").select(OWNER, state.toString(), values);
    }

    Asking sent(EditState state, Map<String, String> fields) {
        return asOwner("menu edit").modal(OWNER, state.toString(), fields);
    }

    Reply rule(long menu, EditState.Step step, String... values) {
        return ask(edit(EditState.of(step, menu), values));
    }

    Asking pressing(UserId who, String state, String... values) {
        return Asking.in(id).by(who).command(MenuPress.COMMAND).select(who, state, values);
    }

    Reply toggle(UserId who, long menu, RoleId role) {
        return ask(pressing(who, PressState.toggle(menu, role)));
    }

    Reply pick(UserId who, long menu, RoleId... roles) {
        var values = java.util.Arrays.stream(roles).map(RoleId::toString).toArray(String[]::new);
        return ask(pressing(who, PressState.pick(menu), values));
    }

    /** Roles that the source claims for the member, as people read a list. */
    String claims(UserId user, long menu) {
        return String.join(
                ",",
                admin.list(
                        "select role_id::text from claim where guild_id = %s and user_id = %s and source = 'selfrole:%d' and withdrawn_at is null order by role_id"
                                .formatted(id, user, menu),
                        String.class));
    }

    long count(String table) {
        return admin.count("select count(*) from %s where guild_id = %s".formatted(table, id));
    }

    /** Of how many roles it is wanted that somebody has or lacks them. */
    long wanted(String what) {
        return admin.count(
                "select count(*) from assignment where guild_id = %s and wanted = '%s'"
                        .formatted(id, what));
    }

    /** How many effects of that kind were ordered. */
    long ordered(String kind) {
        return admin.count(
                "select count(*) from outbox where guild_id = %s and effect ->> 'kind' = '%s'"
                        .formatted(id, kind));
    }

    static String words(Reply reply) {
        return switch (reply) {
            case Reply.Message(var content) -> words(content);
            case Reply.Whisper(var content) -> words(content);
            case Reply.Update(var content) -> words(content);
            case Reply.Modal(var title, _, var inputs, _) -> title + ": " + inputs;
            case Reply.Question(Card card, _) -> card.words();
            case Reply.Refusal(var text, _) -> text;
        };
    }

    private static String words(Content content) {
        return content.card() == null ? content.text() : content.card().words();
    }

    static void assertSays(String words, Reply reply) {
        assertEquals(words, words(reply));
    }
}
