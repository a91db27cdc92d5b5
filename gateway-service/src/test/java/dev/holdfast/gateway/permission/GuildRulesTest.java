package dev.holdfast.gateway.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a server's Integrations close is closed to typed commands too. */
class GuildRulesTest {

    private static final long APP = 1;
    private static final long PAY = 2;
    private static final long GUILD = 100;
    private static final long EVERY_CHANNEL = 99;
    private static final long GAMES = 200;
    private static final long ADA = 300;
    private static final long MUTED = 400;
    private static final long STAFF = 401;

    @Test
    void leavesOpenWhatNothingWasSetAbout() {
        assertTrue(allows("[]", MUTED));
        assertTrue(allows("[%s]".formatted(about(7, rule(ADA, 2, false)))));
    }

    @Test
    void putsAMemberBeforeRolesAndRolesBeforeEveryone() {
        assertFalse(allows(pay(rule(GUILD, 1, false))));
        assertTrue(allows(pay(rule(GUILD, 1, false), rule(STAFF, 1, true)), STAFF));
        assertFalse(allows(pay(rule(STAFF, 1, true), rule(ADA, 2, false)), STAFF));
    }

    @Test
    void letsWhatOneRoleAllowsWinOverWhatAnotherDenies() {
        var rules = pay(rule(MUTED, 1, false), rule(STAFF, 1, true));
        assertFalse(allows(rules, MUTED));
        assertTrue(allows(rules, MUTED, STAFF));
    }

    @Test
    void closesChannelsWhoeverAsks() {
        assertFalse(allows(pay(rule(GAMES, 3, false), rule(ADA, 2, true))));
        assertFalse(allows(pay(rule(EVERY_CHANNEL, 3, false))));
        assertTrue(allows(pay(rule(EVERY_CHANNEL, 3, false), rule(GAMES, 3, true))));
    }

    @Test
    void overridesWhatWasSetAboutTheAppAsFarAsItSaysSomething() {
        var closed = about(APP, rule(GUILD, 1, false));
        assertFalse(allows("[%s]".formatted(closed)));
        assertFalse(allows("[%s,%s]".formatted(closed, about(PAY, rule(GAMES, 3, true)))));
        assertTrue(allows("[%s,%s]".formatted(closed, about(PAY, rule(ADA, 2, true)))));
    }

    @Test
    void takesWhatAnEventTellsForTheWholeTruthAboutOneCommand() {
        var rules = read(pay(rule(ADA, 2, false)));
        assertEquals(Set.of(PAY), rules.commands(APP));
        assertTrue(rules.with(PAY, CommandRules.NONE).allow(APP, List.of(PAY), asked()));
    }

    private static boolean allows(String rules, Long... roles) {
        return read(rules).allow(APP, List.of(PAY), asked(roles));
    }

    private static GuildRules.Asked asked(Long... roles) {
        return new GuildRules.Asked(GUILD, GAMES, ADA, List.of(roles));
    }

    private static String pay(String... rules) {
        return "[%s]".formatted(about(PAY, rules));
    }

    private static String about(long id, String... rules) {
        return "{\"id\":\"%s\",\"permissions\":[%s]}".formatted(id, String.join(",", rules));
    }

    private static String rule(long id, int type, boolean permission) {
        return "{\"id\":\"%s\",\"type\":%s,\"permission\":%s}".formatted(id, type, permission);
    }

    private static GuildRules read(String json) {
        try {
            return GuildRules.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
