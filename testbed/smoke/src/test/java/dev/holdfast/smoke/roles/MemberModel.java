package dev.holdfast.smoke.roles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A member for whom things are wanted, one after the other, and what must come of it: the model
 * that Discord is compared with. For one thread.
 */
final class MemberModel {

    private static final List<String> SOURCES = List.of("a", "b", "c");
    private static final String MENU = "menu";
    private static final String TEMPORARY = "temprole";
    private static final int LONGEST_SECONDS = 20;
    private static final int KINDS = 10;

    private final RolesGuild crew;
    private final ClaimSender sending;
    private final UserId user;
    private final long menu;
    private final Random random;
    private final Map<RoleId, Set<String>> standing = new HashMap<>();

    /** Lines that the journal must have of claims, and of withdrawals and ends of claims. */
    private int claimed;

    private int withdrawn;
    private int asked;

    /**
     * @param menu of all the crew's roles
     */
    MemberModel(RolesGuild crew, ClaimSender sending, UserId user, long menu, long seed) {
        this.crew = crew;
        this.sending = sending;
        this.user = user;
        this.menu = menu;
        this.random = new Random(seed);
    }

    UserId user() {
        return user;
    }

    /** The roles that they must have in the end, when the time of all timed claims is over. */
    Set<Long> wanted() {
        var wanted = new TreeSet<Long>();
        standing.forEach((role, sources) -> {
            if (!sources.isEmpty()) wanted.add(role.value());
        });
        return wanted;
    }

    /** Something is wanted of one of their roles; returns when it is answered, twice. */
    void act() throws InterruptedException {
        asked++;
        var role = crew.roles().get(random.nextInt(crew.roles().size()));
        switch (random.nextInt(KINDS)) {
            case 0, 1 -> presses(role);
            case 2 -> temporary(role);
            case 3 -> claimsForAWhile(role);
            default -> orders(role);
        }
    }

    /** What stands already is wanted again, too, and changes nothing. */
    private void orders(RoleId role) throws InterruptedException {
        var source = SOURCES.get(random.nextInt(SOURCES.size()));
        var want = random.nextBoolean() ? "claim" : "withdraw";
        var done = sending.twice(crew.order(user, role, want, source, null));
        assertTrue(done.contains("\"done\""), done);
        if (want.equals("claim")) {
            claim(role, source);
        } else {
            withdraw(role, source);
        }
    }

    /** One that came too late, since nobody was there to take it, is refused. */
    private void claimsForAWhile(RoleId role) throws InterruptedException {
        var until = Instant.now().plusSeconds(1 + random.nextInt(LONGEST_SECONDS));
        var source = "for-a-while-" + asked;
        var outcome = sending.twice(crew.order(user, role, "claim", source, until));
        if (outcome.contains("\"done\"")) {
            claimed++;
            withdrawn++;
        } else {
            assertTrue(outcome.contains("ends in the future"), outcome);
        }
    }

    /** A press gives, the next one takes: whoever counts one twice is found out. */
    private void presses(RoleId role) throws InterruptedException {
        var press = press(crew, user, menu, role);
        var reply = sending.twice(press);
        var gives = !stands(role, MENU);
        assertTrue(
                reply.contains(gives ? "You now have" : "You no longer have")
                        || (!gives && reply.contains("You gave back")),
                reply);
        if (gives) {
            claim(role, MENU);
        } else {
            withdraw(role, MENU);
        }
    }

    static Invocation press(RolesGuild crew, UserId user, long menu, RoleId role) {
        return Asking.in(crew.guild())
                .by(user)
                .command("menu press")
                .button(user, "t:%s:%s".formatted(id(menu), id(role.value())))
                .build();
    }

    private void temporary(RoleId role) throws InterruptedException {
        var asking =
                Asking.in(crew.guild())
                        .by(crew.owner())
                        .allowed(Permission.MANAGE_ROLES)
                        .command("temprole");
        if (stands(role, TEMPORARY)) {
            var ids = "e:%s:%s".formatted(id(user.value()), id(role.value()));
            sending.twice(asking.button(crew.owner(), ids).build());
            withdraw(role, TEMPORARY);
        } else {
            sending.twice(
                    asking.person("member", user)
                            .option("role", new OptionValue.Role(role, "Watch"))
                            .text("time", "2h")
                            .build());
            claim(role, TEMPORARY);
        }
    }

    private static String id(long id) {
        return Long.toString(id, Character.MAX_RADIX);
    }

    private boolean stands(RoleId role, String source) {
        return standing.getOrDefault(role, Set.of()).contains(source);
    }

    private void claim(RoleId role, String source) {
        if (standing.computeIfAbsent(role, _ -> new HashSet<>()).add(source)) {
            claimed++;
        }
    }

    private void withdraw(RoleId role, String source) {
        if (standing.computeIfAbsent(role, _ -> new HashSet<>()).remove(source)) {
            withdrawn++;
        }
    }

    /** Holds what the journal says of them against what was wanted. */
    void compare(RolesJournal journal) {
        assertEquals(claimed, journal.count(user, "claimed"), () -> "claims of " + user);
        assertEquals(withdrawn, journal.count(user, "withdrawn"), () -> "ends of " + user);
    }
}
