package dev.holdfast.kit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Decision;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Commands that ask first; nothing happens before the yes, and what was asked about happens once.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class QuestionTest {

    private static final GuildId GUILD = new GuildId(53);
    private static final UserId ADA = new UserId(1);
    private static final UserId BEN = new UserId(2);

    @Inject Commands commands;

    private final Admin admin = new Admin("probe");

    @BeforeEach
    void hundred() {
        admin.execute("delete from tally where guild_id = 53");
        count(60);
        count(40);
    }

    @Test
    void doesNothingBeforeTheYesAndThenWhatWasAskedAbout() {
        var asked = ask("all");
        assertEquals(100, total());
        count(11);
        assertEquals(Reply.say("took 100"), reply(decide(ADA, asked, true)));
        assertEquals(11, total());
    }

    @Test
    void runsOnceHoweverOftenItIsConfirmed() {
        var asked = ask("30");
        assertEquals(reply(decide(ADA, asked, true)), reply(decide(ADA, asked, true)));
        assertEquals(70, total());
    }

    @Test
    void answersACancelThatComesAfterTheYesWithWhatWasDone() {
        var asked = ask("30");
        assertEquals(reply(decide(ADA, asked, true)), reply(decide(ADA, asked, false)));
        assertEquals(70, total());
    }

    @Test
    void changesNothingOnceItIsCancelled() {
        var asked = ask("30");
        var cancelled = reply(decide(ADA, asked, false));
        assertTrue(cancelled.toString().contains("Nothing was changed"), cancelled.toString());
        assertEquals(cancelled, reply(decide(ADA, asked, true)));
        assertEquals(100, total());
    }

    @Test
    void letsNobodyElseDecide() {
        var asked = ask("30");
        refused("Only <@1> can use this", decide(BEN, asked, true).key(Asking.freshKey()));
        assertEquals(100, total());
        assertEquals(Reply.say("took 30"), reply(decide(ADA, asked, true)));
    }

    @Test
    void asksWhoeverMayNoLongerRunItAgainForTheRight() {
        var asked = ask("30");
        refused("needs the permission", decide(ADA, asked, true).allowed());
        assertEquals(100, total());
    }

    @Test
    void takesAYesToNoQuestionOfThatPersonForNothing() {
        refused("too old to answer", decide(ADA, Asking.freshKey(), true));
        var asked = ask("30");
        var made = Asking.in(GUILD).by(BEN).command("erase").allowed(Permission.MANAGE_GUILD);
        refused(
                "too old to answer",
                made.button(BEN, new Decision(asked, true).toString())
                        .key(new Decision(asked, true).key()));
        assertEquals(100, total());
    }

    private OperationKey ask(String by) {
        var key = Asking.freshKey();
        var question = reply(erase(ADA).text("by", by).key(key));
        assertInstanceOf(Reply.Question.class, question);
        return key;
    }

    private static Asking decide(UserId user, OperationKey asked, boolean confirmed) {
        var decision = new Decision(asked, confirmed);
        return erase(user).button(ADA, decision.toString()).key(decision.key());
    }

    private static Asking erase(UserId user) {
        return Asking.in(GUILD).by(user).command("erase").allowed(Permission.MANAGE_GUILD);
    }

    private void count(long by) {
        reply(Asking.in(GUILD).by(ADA).command("count").whole("by", by));
    }

    private Reply reply(Asking asking) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build())).reply();
    }

    private void refused(String part, Asking asking) {
        var refusal = assertInstanceOf(Reply.Refusal.class, reply(asking));
        assertTrue(refusal.text().contains(part), refusal.text());
    }

    private long total() {
        return admin.count("select coalesce(sum(total), 0)::bigint from tally where guild_id = 53");
    }
}
