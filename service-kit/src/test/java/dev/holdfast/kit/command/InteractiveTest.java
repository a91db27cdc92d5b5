package dev.holdfast.kit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Modals, completion and files, from an invocation to what is stored of it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class InteractiveTest {

    private static final GuildId GUILD = new GuildId(52);
    private static final UserId ADA = new UserId(1);
    private static final UserId BEN = new UserId(2);
    private static final Map<String, String> RENT = Map.of("text", "rent");

    @Inject Commands commands;
    @Inject Drawings drawings;

    private final Admin admin = new Admin("probe");

    @BeforeEach
    void nothingNoted() {
        admin.execute("delete from tally where guild_id = 52");
    }

    @Test
    void opensAModalAndTakesWhatIsSent() {
        var opened = assertInstanceOf(Reply.Modal.class, reply(note()));
        assertEquals("text", opened.inputs().getFirst().id());
        var noted = assertInstanceOf(Reply.Message.class, reply(note().modal(ADA, "", RENT)));
        var file = noted.content().files().getFirst();
        assertEquals("rent", new String(drawings.draw(file), StandardCharsets.UTF_8));
        assertEquals(1, noted());
    }

    @Test
    void takesOneSentModalOnce() {
        var once = note().modal(ADA, "", RENT).key(Asking.freshKey());
        assertEquals(reply(once), reply(once));
        assertEquals(1, noted());
    }

    @Test
    void takesASecondAndDifferentTextUnderTheSameKeyForNothing() {
        var key = Asking.freshKey();
        reply(note().modal(ADA, "", RENT).key(key));
        var other = note().modal(ADA, "", Map.of("text", "other")).key(key).build();
        assertInstanceOf(RequestOutcome.KeyReused.class, commands.invoke(other));
        assertEquals(1, noted());
    }

    @Test
    void takesNobodyElsesModalOrSelect() {
        refused("Only <@2> can use this", note().modal(BEN, "", RENT));
        refused("Only <@2> can use this", note().select(BEN, "", "x"));
        assertEquals(0, noted());
    }

    @Test
    void takesNoModalFromSomebodyWhoMayNotRunTheCommand() {
        var sent = Asking.in(GUILD).by(ADA).command("note").modal(ADA, "", RENT);
        refused("needs the permission", sent);
        assertEquals(0, noted());
    }

    @Test
    void holdsWhoeverUsesAControlToWhatItNeedsAndCountsThePressOnce() {
        var press = note().modal(ADA, "", RENT).needing(Permission.BAN_MEMBERS);
        refused("needs the permission Ban Members", press);
        assertEquals(0, noted());
        var allowed =
                press.allowed(Permission.MANAGE_GUILD, Permission.BAN_MEMBERS)
                        .key(Asking.freshKey());
        assertEquals(reply(allowed), reply(allowed));
        assertEquals(1, noted());
    }

    @Test
    void saysInOneSentenceThatAFileIsTooLargeOrOfAWrongKind() {
        refused("at most 1 MiB", note().option("picture", file("image/png", 1024 * 1024 + 1)));
        refused("must be one of: PNG", note().option("picture", file("text/plain", 10)));
        assertInstanceOf(
                Reply.Modal.class, reply(note().option("picture", file("image/png", 1024 * 1024))));
    }

    @Test
    void saysWhatFitsWhileAPersonTypes() {
        var asked = note().text("about", "r").build();
        assertEquals(
                List.of(
                        new OptionSpec.Choice("rain", "rain"),
                        new OptionSpec.Choice("rent", "rent")),
                commands.complete(new Completion(asked, "about")));
    }

    @Test
    void completesNothingForSomebodyWhoMayNotRunTheCommand() {
        var asked = Asking.in(GUILD).by(ADA).command("note").text("about", "r").build();
        assertEquals(List.of(), commands.complete(new Completion(asked, "about")));
    }

    @Test
    void drawsNoFileThatDiscordWouldNotTake() {
        var large = Map.of("text", "0123456789", "times", Integer.toString(1024 * 1024 + 1));
        var file = new Attachment("large.txt", "echo", large);
        assertThrows(IllegalStateException.class, () -> drawings.draw(file));
    }

    private static Asking note() {
        return Asking.in(GUILD).by(ADA).command("note").allowed(Permission.MANAGE_GUILD);
    }

    private static OptionValue.File file(String type, long size) {
        return new OptionValue.File("9", "a", type, size, URI.create("https://cdn.example/a"));
    }

    private Reply reply(Asking asking) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build())).reply();
    }

    private void refused(String part, Asking asking) {
        var refusal = assertInstanceOf(Reply.Refusal.class, reply(asking));
        assertTrue(refusal.text().contains(part), refusal.text());
    }

    private long noted() {
        return admin.count("select coalesce(sum(total), 0)::bigint from tally where guild_id = 52");
    }
}
