package dev.holdfast.roles.connection;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Control;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A guild that nobody has used yet: its roles, its owner, a moderator and members. */
final class RuleGuild {

    static final UserId OWNER = new UserId(1);
    static final UserId MOD = new UserId(2);
    static final UserId ANN = new UserId(101);
    static final UserId BEN = new UserId(102);
    static final UserId CAT = new UserId(103);
    static final RoleId A = new RoleId(1_500_000_000_000_005_001L);
    static final RoleId B = new RoleId(1_500_000_000_000_005_002L);
    static final RoleId GOLD = new RoleId(1_500_000_000_000_005_003L);
    static final RoleId POWER = new RoleId(1_500_000_000_000_005_004L);
    static final RoleId MANAGED = new RoleId(1_500_000_000_000_005_005L);
    static final RoleId OF_MODS = new RoleId(1_500_000_000_000_005_006L);
    static final RoleId ABOVE_MOD = new RoleId(1_500_000_000_000_005_007L);
    static final RoleId BOT = new RoleId(1_500_000_000_000_005_008L);
    static final RoleId ABOVE_BOT = new RoleId(1_500_000_000_000_005_009L);

    private static final AtomicLong NEXT = new AtomicLong(720_000_000_000_000_000L);

    private final GuildId id = new GuildId(NEXT.incrementAndGet());
    private final Admin admin = new Admin("roles");
    private final Commands commands;

    RuleGuild(Commands commands) {
        this.commands = commands;
        role(everyone(), "@everyone", 0, Permissions.NONE, false);
        role(A, "A", 1, Permissions.NONE, false);
        role(B, "B", 2, Permissions.NONE, false);
        role(GOLD, "Gold Member", 3, Permissions.NONE, false);
        role(POWER, "Power", 4, Permissions.of(Permission.BAN_MEMBERS), false);
        role(MANAGED, "Boosters", 5, Permissions.NONE, true);
        role(OF_MODS, "Mods", 6, Permissions.of(Permission.MANAGE_ROLES), false);
        role(ABOVE_MOD, "High", 7, Permissions.NONE, false);
        role(BOT, "Holdfast", 8, Permissions.of(Permission.MANAGE_ROLES), false);
        role(ABOVE_BOT, "Top", 9, Permissions.NONE, false);
        admin.execute(
                "insert into guild_place values (%s, %s, %s, %d, now())"
                        .formatted(id, OWNER, BOT, Permission.MANAGE_ROLES.bit()));
    }

    GuildId id() {
        return id;
    }

    Admin admin() {
        return admin;
    }

    RoleId everyone() {
        return new RoleId(id.value());
    }

    void role(RoleId role, String name, int position, Permissions permissions, boolean managed) {
        admin.execute(
                """
                insert into guild_role (guild_id, role_id, name, position, permissions, managed, as_of)
                values (%s, %s, '%s', %d, %d, %s, now())
                """
                        .formatted(id, role, name, position, permissions.bits(), managed));
    }

    /** Known to the mirror, without anybody hearing of it. */
    void member(UserId user, Duration ago, RoleId... roles) {
        var joined = Clock.systemUTC().instant().minus(ago);
        var array = Arrays.stream(roles).map(RoleId::toString).collect(Collectors.joining(","));
        admin.execute(
                """
                insert into member (guild_id, user_id, roles, joined_at, as_of)
                values (%s, %s, '{%s}', '%s', now())
                """
                        .formatted(id, user, array, joined));
    }

    Asking as(UserId who, String command) {
        return Asking.in(id)
                .by(who)
                .command("connection " + command)
                .allowed(Permission.MANAGE_ROLES);
    }

    Reply ask(Asking asking) {
        return ask(asking.build());
    }

    Reply ask(Invocation invocation) {
        var outcome = commands.invoke(invocation);
        for (var look = 0; look < 100 && outcome instanceof RequestOutcome.StillRunning; look++) {
            outcome = commands.invoke(invocation);
        }
        return assertInstanceOf(RequestOutcome.Done.class, outcome).reply();
    }

    /** Asked by the moderator, who has their role. */
    Reply askAsMod(Asking asking) {
        var invocation = asking.by(MOD).build();
        var member = invocation.member();
        var mod = new Member(member.user(), member.name(), List.of(OF_MODS), member.permissions());
        return ask(invocation.by(mod));
    }

    Asking add(RoleId role, String when) {
        return as(OWNER, "add").option("role", new OptionValue.Role(role, "x")).text("when", when);
    }

    /** The rule is shown and then saved. */
    Reply save(RoleId role, String when) {
        return pressed(ask(add(role, when)), "save");
    }

    /** The owner presses the button of that action. */
    Reply pressed(Reply reply, String action) {
        return ask(pressing(reply, action));
    }

    Asking pressing(Reply reply, String action) {
        var state = state(reply, action);
        return control(reply, action).button(OWNER, state);
    }

    Reply picked(Reply reply, String action, String value) {
        var state = state(reply, action);
        return ask(control(reply, action).select(OWNER, state, value));
    }

    Reply sent(Reply modal, String command, String input, String text) {
        var state = assertInstanceOf(Reply.Modal.class, modal).state();
        return ask(as(OWNER, command).modal(OWNER, state, Map.of(input, text)));
    }

    private Asking control(Reply reply, String action) {
        var path =
                content(reply).rows().stream()
                        .flatMap(List::stream)
                        .filter(control -> state(control).startsWith(action + ":"))
                        .map(RuleGuild::command)
                        .findFirst()
                        .orElseThrow();
        return as(OWNER, path);
    }

    private static String command(Control control) {
        var shared =
                switch (control) {
                    case Button button -> button.shared();
                    case Select select -> select.shared();
                    default -> null;
                };
        return shared == null || shared.command() == null
                ? ""
                : shared.command().toString().replace("connection ", "");
    }

    static String state(Reply reply, String action) {
        return content(reply).rows().stream()
                .flatMap(List::stream)
                .map(RuleGuild::state)
                .filter(state -> state.startsWith(action + ":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s in %s".formatted(action, reply)));
    }

    private static String state(Control control) {
        return switch (control) {
            case Button button -> button.state();
            case Select select -> select.state();
            default -> "";
        };
    }

    static Content content(Reply reply) {
        return switch (reply) {
            case Reply.Message(var content) -> content;
            case Reply.Whisper(var content) -> content;
            case Reply.Update(var content) -> content;
            default -> throw new AssertionError(reply.toString());
        };
    }

    static String words(Reply reply) {
        return switch (reply) {
            case Reply.Refusal(var text, _) -> text;
            case Reply.Modal(var title, _, var inputs, _) -> title + inputs;
            default -> {
                var card = content(reply).card();
                yield card == null ? content(reply).text() : card.words();
            }
        };
    }

    /** Members who have the role by the rule. */
    List<Long> claimed(int rule) {
        return admin.list(
                """
                select user_id from claim where guild_id = %s and source = 'connection:%d' and withdrawn_at is null
                order by user_id
                """
                        .formatted(id, rule),
                Long.class);
    }

    long count(String table) {
        return admin.count("select count(*) from %s where guild_id = %s".formatted(table, id));
    }

    /** What members have, as if economy-service had told it. */
    void balance(UserId user, long value) {
        admin.execute(
                "insert into rule_fact_balance values (%s, 0, null, now(), '0') on conflict do nothing"
                        .formatted(id));
        admin.execute(
                "insert into rule_fact_balance values (%s, %s, %d, now(), null)"
                        .formatted(id, user, value));
    }
}
