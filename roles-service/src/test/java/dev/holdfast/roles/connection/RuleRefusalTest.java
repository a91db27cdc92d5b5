package dev.holdfast.roles.connection;

import static dev.holdfast.roles.connection.RuleGuild.A;
import static dev.holdfast.roles.connection.RuleGuild.ANN;
import static dev.holdfast.roles.connection.RuleGuild.B;
import static dev.holdfast.roles.connection.RuleGuild.GOLD;
import static dev.holdfast.roles.connection.RuleGuild.OWNER;
import static dev.holdfast.roles.connection.RuleGuild.POWER;
import static dev.holdfast.roles.connection.RuleGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.RowSecurityOff;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Bad input: one sentence that says what to do, and nothing is changed. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RuleRefusalTest extends RuleScene {

    @Test
    void whatDoesNotParseShowsThePlace() {
        refused(
                "A condition is missing here. Add one, like `@Member` or `boosting`.\n"
                        + "```\n@A and and @B\n       ^^^\n```",
                guild.ask(guild.add(GOLD, "@A and and @B")));
        refused(
                "I don’t know “\u2068level\u2069”. Use a role like `@Member`, `boosting`, `verified`,"
                        + " `member >= 30d`, `account >= 7d`, or one of these with a number: balance.\n"
                        + "```\nlevel >= 5\n^^^^^\n```",
                guild.ask(guild.add(GOLD, "level >= 5")));
        refused(
                "I couldn’t read “\u2068soon\u2069” as a time. Write it like 30d, 12h or 1d 6h.\n"
                        + "```\n…ld Member and member >= soon\n                         ^^^^\n```",
                guild.ask(
                        guild.add(
                                B,
                                "<@&1500000000000005001> and <@&1500000000000005003> and member >= soon")));
        nothingChanged();
    }

    @Test
    void aRoleThatCannotBeGiven() {
        for (var role : new RoleId[] {guild.everyone(), RuleGuild.MANAGED, RuleGuild.ABOVE_BOT}) {
            assertInstanceOf(Reply.Refusal.class, guild.ask(guild.add(role, "@A")));
        }
        refused(
                "<@&1500000000000005007> isn’t below your highest role, so you can’t have me give it. Ask somebody with a higher role.",
                guild.askAsMod(guild.add(RuleGuild.ABOVE_MOD, "@A")));
        nothingChanged();
    }

    /** Planted bug: a rule saved above one's own role. */
    @Test
    void aRoleThatCameToStandAboveTheAskerIsNotSaved() {
        var shown = guild.askAsMod(guild.add(GOLD, "@A"));
        guild.admin()
                .execute(
                        "update guild_role set position = 7 where guild_id = %s and role_id = %s"
                                .formatted(guild.id(), GOLD));
        var state = RuleGuild.state(shown, "save");
        var saved = guild.askAsMod(guild.as(RuleGuild.MOD, "save").button(RuleGuild.MOD, state));
        assertInstanceOf(Reply.Refusal.class, saved);
        nothingChanged();
    }

    @Test
    void aCircleOfRulesWithItsWay() {
        refused(
                "A rule can’t ask for the role that it gives. Take <@&1500000000000005003> out.",
                guild.ask(guild.add(GOLD, "not @Gold Member")));
        guild.save(A, "@B");
        guild.save(B, "not @Gold Member or boosting");
        refused(
                "That would go round in a circle: <@&1500000000000005003> → <@&1500000000000005001> → <@&1500000000000005002> → <@&1500000000000005003>. Take one of these roles out of its rule.",
                guild.ask(guild.add(GOLD, "@A")));
        assertEquals(2, guild.count("rule"));
    }

    @Test
    void aDangerousRoleNeedsItsNameTyped() {
        var shown = guild.ask(guild.add(POWER, "@A"));
        var asked = assertInstanceOf(Reply.Modal.class, guild.pressed(shown, "save"));
        assertEquals("Power", asked.inputs().getFirst().placeholder());
        var wrong = guild.sent(asked, "save", "name", "Powder");
        assertInstanceOf(Reply.Refusal.class, wrong);
        nothingChanged();
        assertInstanceOf(Reply.Update.class, guild.sent(asked, "save", "name", "power"));
        told(ANN, Instant.EPOCH, A);
        assertEquals(1, guild.claimed(1).size());
    }

    @Test
    void anotherMembersOrAnotherServersDraftIsNotSaved() {
        var shown = guild.ask(guild.add(GOLD, "@A"));
        var state = RuleGuild.state(shown, "save");
        var mods = guild.askAsMod(guild.as(RuleGuild.MOD, "save").button(RuleGuild.MOD, state));
        assertInstanceOf(Reply.Refusal.class, mods);
        nothingChanged();
        var elsewhere = new RuleGuild(commands);
        // Even where the database would show its row.
        try (var _ = new RowSecurityOff("rule_draft", "rule")) {
            var pressed = elsewhere.ask(elsewhere.as(OWNER, "save").button(OWNER, state));
            assertInstanceOf(Reply.Refusal.class, pressed);
        }
        assertEquals(0, elsewhere.count("rule"));
    }

    @Test
    void aRuleThatIsNotThere() {
        refused(
                "There’s no rule 7 here. </connection list> shows them all.",
                guild.ask(guild.as(OWNER, "pause").whole("rule", 7)));
        refused(
                "There’s no rule 1234567 here. </connection list> shows them all.",
                guild.ask(guild.as(OWNER, "pause").whole("rule", 1_234_567)));
        for (var command : new String[] {"edit", "test", "resume", "delete", "restore"}) {
            var reply = guild.ask(guild.as(OWNER, command).whole("rule", 7));
            assertInstanceOf(Reply.Refusal.class, reply, command);
        }
    }

    @Test
    void whatIsBuiltFromSelectsIsHeldToTheSameRules() {
        var built = guild.ask(guild.as(OWNER, "add").option("role", role(GOLD)));
        assertTrue(words(built).contains("Nothing yet"), words(built));
        built = guild.picked(built, "kind", "has");
        built = guild.picked(built, "role", A.toString());
        assertTrue(words(built).contains("> <@&1500000000000005001>"), words(built));
        built = guild.pressed(built, "group");
        built =
                guild.pressed(
                        guild.picked(guild.pressed(built, "join"), "kind", "boosting"), "join");
        var value = guild.picked(built, "kind", "balance");
        assertInstanceOf(Reply.Refusal.class, guild.sent(value, "build", "value", "much"));
        built = guild.sent(value, "build", "value", "5k");
        assertTrue(words(built).contains("<@&1500000000000005001> and ( boosting"), words(built));
        built = guild.pressed(built, "not");
        built = guild.pressed(built, "group");
        assertTrue(
                words(built)
                                .contains(
                                        "> <@&1500000000000005001> and not (boosting or balance >= 5,000)")
                        || words(built)
                                .contains(
                                        "> <@&1500000000000005001> and not (boosting and balance >= 5,000)"),
                words(built));
        built = guild.pressed(built, "remove");
        assertTrue(words(built).contains("> <@&1500000000000005001>\n"), words(built));
        var text = guild.pressed(built, "text");
        assertEquals("@A", ((Reply.Modal) text).inputs().getFirst().value());
        built = guild.sent(text, "build", "value", "@A or member < 7d");
        var shown = guild.pressed(built, "preview");
        assertTrue(words(shown).contains("> <@&1500000000000005001> or member < 7d"), words(shown));
        nothingChanged();
        guild.pressed(shown, "save");
        assertEquals(1, guild.count("rule"));
    }

    @Test
    void whatIsSavedIsWhatWasShown() {
        var shown = guild.ask(guild.add(GOLD, "@A"));
        var built = guild.pressed(guild.pressed(shown, "show"), "not");
        refused(
                "You changed this rule after I showed it to you. Press Change it and look at its preview again.",
                guild.pressed(shown, "save"));
        nothingChanged();
        guild.pressed(guild.pressed(built, "preview"), "save");
        assertEquals(1, guild.count("rule"));
    }

    @Test
    void whatIsCancelledWhileItIsLookedAtIsGone() {
        var shown = guild.ask(guild.add(GOLD, "@A"));
        var built = guild.pressed(shown, "show");
        guild.pressed(shown, "cancel");
        refused(
                "That was saved already, or it’s too old. Run </connection add> again.",
                guild.pressed(built, "preview"));
    }

    @Test
    void theNewestFiveDraftsAreKept() {
        for (var draft = 0; draft < 7; draft++) {
            guild.ask(guild.add(GOLD, "@A"));
        }
        assertEquals(5, guild.count("rule_draft"));
        assertInstanceOf(Reply.Update.class, guild.save(GOLD, "@A"));
    }

    @Test
    void aRoleAboveTheAskerIsKeptButNotTaken() {
        guild.save(GOLD, "@A");
        guild.admin()
                .execute(
                        "update guild_role set position = 7 where guild_id = %s and role_id = %s"
                                .formatted(guild.id(), GOLD));
        var taken =
                guild.askAsMod(guild.as(RuleGuild.MOD, "delete").button(RuleGuild.MOD, "take:1"));
        assertInstanceOf(Reply.Refusal.class, taken);
        assertEquals(
                0,
                guild.admin()
                        .count(
                                "select count(*) from rule where state = 'deleted' and guild_id = "
                                        + guild.id()));
        var kept =
                guild.askAsMod(guild.as(RuleGuild.MOD, "delete").button(RuleGuild.MOD, "keep:1"));
        assertInstanceOf(Reply.Update.class, kept);
    }

    @Test
    void cancelledIsGone() {
        var shown = guild.ask(guild.add(GOLD, "@A"));
        assertEquals("Nothing was saved.", words(guild.pressed(shown, "cancel")));
        assertEquals(0, guild.count("rule_draft"));
        nothingChanged();
    }

    private static OptionValue role(RoleId role) {
        return new OptionValue.Role(role, "x");
    }

    private static void refused(String sentence, Reply reply) {
        assertEquals(sentence, assertInstanceOf(Reply.Refusal.class, reply).text());
    }

    private void nothingChanged() {
        assertEquals(0, guild.count("rule"));
        assertEquals(0, guild.count("rule_journal"));
        assertEquals(0, guild.count("claim"));
    }
}
