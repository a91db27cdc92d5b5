package dev.holdfast.roles.inquiry;

import static dev.holdfast.roles.inquiry.InquiryGuild.ANN;
import static dev.holdfast.roles.inquiry.InquiryGuild.BEN;
import static dev.holdfast.roles.inquiry.InquiryGuild.CROWN;
import static dev.holdfast.roles.inquiry.InquiryGuild.RED;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class DiagnoseTest {

    private static final String COMMAND = "roles diagnose";

    @Inject Commands commands;

    private InquiryGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new InquiryGuild(commands);
    }

    @Test
    void saysThatAllIsWell() {
        guild.member(ANN, RED);
        guild.claim(ANN, RED, "claim", "a rule");
        var words = look();
        assertTrue(words.contains("Everything looks good"), words);
        assertTrue(words.contains("I know 1 member · last news <t:"), words);
        assertTrue(words.contains("I couldn’t ask Discord just now"), words);
    }

    @Test
    void namesWhatTheBotLacks() {
        guild.place(Permission.SEND_MESSAGES);
        var words = look();
        assertTrue(words.contains("2 things need your attention"), words);
        assertTrue(words.contains("I can’t manage roles here"), words);
        assertTrue(words.contains("Give my role **View Audit Log**"), words);
        assertTrue(words.contains("I don’t know this server’s members yet"), words);
    }

    @Test
    void namesRolesThatCannotBeGiven() {
        guild.claim(ANN, CROWN, "claim", "a rule");
        guild.claim(BEN, CROWN, "claim", "a rule");
        guild.role(22, "Gone", 2, Permissions.NONE);
        guild.claim(ANN, 22, "claim", "a rule");
        guild.execute(
                "update guild_role set deleted_at = now() where guild_id = <guild> and role_id = 22");
        guild.role(RED, "Red", 1, Permissions.of(Permission.KICK_MEMBERS));
        guild.claim(ANN, RED, "claim", "a rule");
        var words = look();
        assertTrue(
                words.contains("<@&29> is above my highest role**, and 2 members need it"), words);
        assertTrue(
                words.contains("The role \u2068Gone\u2069 was deleted**, and 1 member needs it"),
                words);
        assertTrue(words.contains("<@&21> has got power**: Kick Members"), words);
    }

    /** Nobody needs them: no claim names them. */
    @Test
    void namesDeletedRolesOfRulesAndMenus() {
        guild.role(22, "Gone", 2, Permissions.NONE);
        guild.execute(
                """
                update guild_role set deleted_at = now() where guild_id = <guild> and role_id = 22;
                insert into rule (guild_id, rule_id, role_id, condition, mode, state, paused_because, allowed_by,
                    generation, created_at, created_by, changed_at, changed_by)
                select <guild>, rule, role, 'boosting', 'while', 'paused', because, 1, 1, now(), 1, now(), 1
                from (values (1, 22, 'role-deleted'), (2, 21, 'named-role-deleted'), (3, 21, 'dangerous'),
                    (4, 21, 'asked')) as paused (rule, role, because);
                insert into menu (guild_id, name, kind, changed_at) values (<guild>, 'Colors', 'buttons', now());
                insert into menu_role (guild_id, menu_id, role_id, place)
                select guild_id, menu_id, role, role from menu, unnest(array[21, 22]) role where guild_id = <guild>
                """);
        var words = look();
        assertTrue(words.contains("4 things need your attention"), words);
        assertTrue(
                words.contains("Rule 1 is paused** since its role \u2068Gone\u2069 was deleted"),
                words);
        assertTrue(words.contains("Rule 2 for \u2068Red\u2069 is paused** since a role"), words);
        assertTrue(words.contains("Rule 3 for \u2068Red\u2069 is paused** since the role"), words);
        assertTrue(
                words.contains("The menu \u2068Colors\u2069 offers \u2068Gone\u2069, which"),
                words);
    }

    @Test
    void namesTheMissingIntent() {
        guild.member(ANN, RED);
        guild.execute("insert into walk (guild_id, forbidden_since) values (<guild>, now())");
        assertTrue(look().contains("turns on **Server Members Intent**"));
    }

    @Test
    void namesWhatDiscordRefusesAndWhatIsLeftAlone() {
        guild.assignment(ANN, RED, "blocked", "Missing Permissions");
        guild.assignment(BEN, RED, "blocked", "Missing Permissions");
        guild.assignment(ANN, CROWN, "left-alone", "");
        var words = look();
        assertTrue(words.contains("I can’t give <@&21>** to 2 members, like <@102>"), words);
        assertTrue(words.contains("Missing Permissions"), words);
        assertTrue(
                words.contains(
                        "<@&29> for <@102>** was changed back by hand 3 times, last by <@103>"),
                words);
    }

    @Test
    void seesNothingOfAnotherServer() {
        guild.assignment(ANN, RED, "blocked", "Missing Permissions");
        var other = new InquiryGuild(commands);
        assertTrue(other.words(other.asAdmin(COMMAND)).contains("Everything looks good"));
    }

    @Test
    void asksDiscordFirstAndSaysSoWhereItCannot() {
        guild.execute("delete from guild_place where guild_id = <guild>");
        assertTrue(look().contains("I couldn’t ask Discord just now. Try again"));
    }

    @Test
    void isForThoseWhoManageRoles() {
        var words = guild.words(guild.asking(ANN, COMMAND));
        assertTrue(words.contains("Manage Roles"), words);
        assertFalse(words.contains("looks good"), words);
    }

    private String look() {
        return guild.words(guild.asAdmin(COMMAND));
    }
}
