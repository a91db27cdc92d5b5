package dev.holdfast.roles.inquiry;

import static dev.holdfast.roles.inquiry.InquiryGuild.ANN;
import static dev.holdfast.roles.inquiry.InquiryGuild.BEN;
import static dev.holdfast.roles.inquiry.InquiryGuild.CROWN;
import static dev.holdfast.roles.inquiry.InquiryGuild.RED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class WhyTest {

    @Inject Commands commands;

    private InquiryGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new InquiryGuild(commands);
    }

    @Test
    void saysThatNobodyWantsWhatSomebodyHas() {
        guild.member(ANN, RED);
        var words = guild.words(why(RED));
        assertTrue(words.contains("You have <@&21>."), words);
        assertTrue(words.contains("Nothing of mine gives or takes it"), words);
        assertFalse(words.contains("In the way"), words);
    }

    @Test
    void saysWhoWantsItSinceWhenAndWhoChangedIt() {
        guild.member(ANN);
        guild.claim(ANN, RED, "claim", "helped a lot");
        guild.assignment(ANN, RED, "pending", "");
        guild.entry(ANN, RED, "given-by-hand");
        var words = guild.words(why(RED));
        assertTrue(words.contains("You don’t have <@&21>."), words);
        assertTrue(words.contains("✅ Given by test: \u2068helped a lot\u2069 · since <t:"), words);
        assertTrue(words.contains("I’m changing it right now"), words);
        assertTrue(words.contains("➕ <@102> got <@&21> by hand"), words);
        assertTrue(words.contains("by <@103> · \u2068because \\*so\\*\u2069"), words);
    }

    @Test
    void saysWhatStandsInTheWayAndTheFix() {
        guild.member(ANN);
        guild.claim(ANN, CROWN, "claim", "a rule");
        assertTrue(guild.words(why(CROWN)).contains("drag my role above it"));
        guild.place(Permission.VIEW_AUDIT_LOG);
        assertTrue(guild.words(why(RED)).contains("Give my role **Manage Roles**"));
        guild.assignment(ANN, RED, "left-alone", "");
        assertTrue(guild.words(why(RED)).contains("by hand 3 times, last by <@103>"));
    }

    @Test
    void saysWhatDiscordRefused() {
        guild.member(ANN);
        guild.assignment(ANN, RED, "blocked", "no *permission*");
        var words = guild.words(why(RED));
        assertTrue(
                words.contains("Discord wouldn’t let me: \u2068no \\*permission\\*\u2069"), words);
    }

    @Test
    void saysWhereARoleGotPowerAfterItWasAllowed() {
        guild.role(RED, "Red", 1, Permissions.of(Permission.BAN_MEMBERS));
        assertTrue(guild.words(why(RED)).contains("has got Ban Members since it was allowed"));
    }

    @Test
    void saysWhereARoleIsGoneAndWhoIsNotKnown() {
        assertTrue(guild.words(why(RED)).contains("I don’t know <@102> as a member yet"));
        guild.execute(
                "update guild_role set deleted_at = now() where guild_id = <guild> and role_id = 21");
        assertTrue(guild.words(why(RED)).contains("The role \u2068Red\u2069 was deleted"));
    }

    @Test
    void othersAreForThoseWhoManageRoles() {
        guild.member(BEN, RED);
        assertEquals(
                new Reply.Refusal(
                        "You can ask about your own roles. To ask about others’, you need **Manage Roles**."),
                guild.ask(why(RED).person("member", BEN)));
        var allowed = why(RED).person("member", BEN).allowed(Permission.MANAGE_ROLES);
        assertTrue(guild.words(allowed).contains("<@103> has <@&21>."));
    }

    @Test
    void everybodyHasEveryonesRole() {
        assertTrue(guild.words(why(guild.id().value())).contains("Everybody has @everyone"));
    }

    private Asking why(long role) {
        return guild.asking(ANN, "why").option("role", new OptionValue.Role(new RoleId(role), "?"));
    }
}
