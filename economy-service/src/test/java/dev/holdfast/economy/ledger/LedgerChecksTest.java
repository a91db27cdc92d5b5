package dev.holdfast.economy.ledger;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.command.IntegrityCheck.Finding.Broken;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check is seen to go red when the owner of the database lays hands on the ledger. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class LedgerChecksTest {

    @Inject Commands commands;
    @Inject @All List<IntegrityCheck> checks;
    @Inject UnitsOfWork work;

    private final Admin admin = new Admin("economy");
    private TestGuild guild;

    @BeforeEach
    void aGuildWithSomeHistory() {
        guild = new TestGuild(commands);
        guild.pay(ANN, BEN, "25");
        guild.pay(BEN, ANN, "5");
        guild.ask(guild.asking(ANN, "daily"));
        guild.adjust("remove", BEN, "7");
    }

    @AfterEach
    void withoutIt() {
        admin.execute(
                """
                delete from transfer where guild_id = %1$s;
                delete from member_account where guild_id = %1$s;
                delete from account where guild_id = %1$s
                """
                        .formatted(guild.id()));
    }

    @Test
    void allHoldOfALedgerThatNobodyTouched() {
        assertEquals(Set.of(), red());
    }

    @Test
    void aCoinFromNowhereIsNoticed() {
        tamper("update account set balance = balance + 1 where kind = 'member' and guild_id = %s");
        assertEquals(Set.of("postings-sum-to-zero", "balances-equal-their-postings"), red());
    }

    @Test
    void aPostingThatIsGoneIsNoticed() {
        tamper(
                "delete from transfer where reason = 'wallet.pay' and amount = 25 and guild_id = %s");
        assertEquals(
                Set.of("balances-equal-their-postings", "postings-continue-each-other"), red());
    }

    @Test
    void aRewrittenAmountIsNoticed() {
        tamper("update transfer set amount = 24 where amount = 25 and guild_id = %s");
        assertEquals(
                Set.of("balances-equal-their-postings", "postings-continue-each-other"), red());
    }

    @Test
    void aTransferInNobodysNameIsNoticed() {
        tamper("update transfer set operation = '1' where amount = 25 and guild_id = %s");
        assertEquals(Set.of("transfers-have-their-operation"), red());
    }

    @Test
    void aDebtIsNoticed() {
        var bounds =
                admin.list(
                        "select pg_get_constraintdef(oid) from pg_constraint where conname = 'account_bounds'",
                        String.class);
        admin.execute("alter table account drop constraint account_bounds");
        try {
            tamper(
                    """
                    update account set balance = -1 where guild_id = %s and account_id = (
                        select min(account_id) from account where kind = 'member' and guild_id = %1$s)
                    """);
            assertTrue(red().contains("nobody-below-zero"));
        } finally {
            withoutIt();
            admin.execute("alter table account add constraint account_bounds " + bounds.getFirst());
        }
    }

    private void tamper(String sql) {
        admin.execute(sql.replace("%s", "%1$s").formatted(guild.id()));
    }

    /** Of this guild only: other tests leave transfers under operations that never were. */
    private Set<String> red() {
        return checks.stream()
                .filter(check -> work.read(guild.id(), ANN, check::check) instanceof Broken)
                .map(IntegrityCheck::name)
                .collect(Collectors.toSet());
    }
}
