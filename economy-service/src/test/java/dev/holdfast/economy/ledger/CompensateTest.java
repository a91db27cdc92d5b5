package dev.holdfast.economy.ledger;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.CAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.person.PersonalData;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coins come back by new transfers: the ledger stays append-only, and its checks hold. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class CompensateTest {

    private static final long SEED = 13;
    private static final int ROUNDS = 12;
    private static final String TRANSFERS =
            "select t::text from transfer t where guild_id = %s order by transfer_id";

    /** What somebody's hand does, past all that keeps the ledger whole. */
    private static final List<String> DAMAGE =
            List.of(
                    "delete from account where guild_id = $guild and account_id %% 3 = %d",
                    "delete from account where guild_id = $guild and kind = 'mint' and %d >= 0",
                    "update account set balance = 100000 + %d where guild_id = $guild and kind = 'sink'",
                    "update account set balance = 7 + %d where guild_id = $guild and kind = 'member' and account_id %% 2 = 0",
                    "delete from member_account where guild_id = $guild and user_id %% 3 = %d",
                    "update member_account set user_id = 1000 + %d where guild_id = $guild and user_id = 101",
                    "delete from member_account where guild_id = $guild and %d >= 0",
                    "delete from account where guild_id = $guild and %d >= 0");

    @Inject Commands commands;
    @Inject UnitsOfWork work;
    @Inject PersonalData people;
    @Inject Clock clock;
    @Inject @All List<IntegrityCheck> checks;

    private final Admin admin = new Admin("economy");
    private TestGuild guild;
    private SnapshotOfLedger snapshot;

    @BeforeEach
    void aGuildWithASnapshot() throws SQLException {
        guild = new TestGuild(commands);
        guild.pay(ANN, BEN, "25");
        guild.adjust("add", BEN, "500");
        snapshot = new SnapshotOfLedger(guild.id());
    }

    @AfterEach
    void theLedgerIsWhole() throws SQLException {
        snapshot.close();
        // Their operations are the restore's own, which this test does not make.
        checks.stream()
                .filter(check -> !check.name().equals("transfers-have-their-operation"))
                .forEach(check ->
                        assertInstanceOf(
                                Finding.Sound.class,
                                work.read(guild.id(), ANN, check::check),
                                check.name()));
    }

    @Test
    void leadsCoinsBackByNewTransfers() throws SQLException {
        guild.pay(BEN, ANN, "300");
        guild.pay(BEN, CAT, "10");
        var written = transfers();
        var moves =
                Map.of(
                        ANN.value(), "375 to 75",
                        BEN.value(), "315 to 625",
                        CAT.value(), "110 to 0");

        assertEquals(moves, snapshot.preview());
        assertEquals(written, transfers(), "a preview moves nothing");
        assertEquals(moves, snapshot.restore());
        assertBalances(75, 625);
        assertEquals(0, guild.balance(CAT));
        assertEquals(written, transfers().subList(0, written.size()));
        assertEquals(Map.of(), snapshot.restore(), "again moves nothing");
        assertEquals(written.size() + 3, transfers().size());
    }

    @Test
    void bringsBackAccountsThatWereDeletedOrTamperedWith() throws SQLException {
        snapshot.damage("delete from account where guild_id = $guild and kind <> 'member'");
        snapshot.damage("update account set balance = 1 where guild_id = $guild and balance = 625");
        snapshot.damage("delete from member_account where guild_id = $guild");
        assertEquals(Map.of(ANN.value(), "0 to 75", BEN.value(), "0 to 625"), snapshot.restore());
        assertBalances(75, 625);
    }

    /** Then its coins came from nowhere: the mint pays them anew. */
    @Test
    void paysAnewWhatHasLostItsPostings() throws SQLException {
        snapshot.damage("delete from transfer where guild_id = $guild");
        snapshot.damage("delete from account where guild_id = $guild");
        snapshot.restore();
        assertBalances(75, 625);
    }

    @Test
    void givesPeopleTheirOldAccountBackWhereTheyOpenedAnother() throws SQLException {
        snapshot.damage("delete from member_account where guild_id = $guild and user_id = 102");
        guild.pay(BEN, ANN, "40");
        assertEquals(
                Map.of(ANN.value(), "115 to 75", BEN.value(), "60 to 625"), snapshot.restore());
        assertBalances(75, 625);
        assertEquals(2, guild.count("member_account"));
    }

    @Test
    void bringsNobodyBackWhoWasForgotten() throws SQLException {
        people.forget(guild.id(), BEN, clock.instant());
        assertEquals(Map.of(), snapshot.restore());
        assertBalances(75, -1);
    }

    @Test
    void whateverWasDamagedTheBalancesAreTheSnapshots() throws SQLException {
        var random = new Random(SEED);
        for (var round = 0; round < ROUNDS; round++) {
            for (var damage = random.nextInt(4); damage >= 0; damage--) {
                var how = DAMAGE.get(random.nextInt(DAMAGE.size()));
                snapshot.damage(how.formatted(random.nextInt(3)));
            }
            var shown = snapshot.preview();
            assertEquals(shown, snapshot.restore(), "seed %d, round %d".formatted(SEED, round));
            assertBalances(75, 625);
            if (random.nextBoolean()) {
                guild.pay(random.nextBoolean() ? ANN : BEN, CAT, "5");
            }
        }
        assertTrue(transfers().size() > ROUNDS, "nothing was damaged");
    }

    private void assertBalances(long ann, long ben) {
        assertEquals(ann, balance(ANN), "Ann");
        assertEquals(ben, balance(BEN), "Ben");
    }

    private long balance(UserId member) {
        return guild.balance(member);
    }

    private List<String> transfers() {
        return admin.list(TRANSFERS.formatted(guild.id()), String.class);
    }
}
