package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded of a change behind the bot's back: whose rows it took, and how many. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class UnattributedChangeTest {

    private static final long ONE = 4_601;
    private static final long OTHER = 4_602;
    private static final OperationKey CAUSE = OperationKey.of("sweep:2026-11-30T00:00:00Z");
    private static final String RECORDS =
            """
            select concat_ws(' ', change, affected_guild, row_count) from unattributed_change
            where target = 'tally' and change_id > %d order by change_id
            """;

    @Inject UnitsOfWork work;

    private final Admin admin = new Admin("probe");
    private long before;

    @BeforeEach
    void threeRowsOfOneGuildAndTwoOfAnother() {
        admin.execute("delete from tally");
        admin.execute(
                "insert into tally (guild_id, user_id, total) values (4601, 1, 10), (4601, 2, 20), (4601, 3, 30), (4602, 1, 10), (4602, 2, 20)");
        before = admin.count("select coalesce(max(change_id), 0) from unattributed_change");
    }

    @AfterEach
    void leaveNoRows() {
        admin.execute("delete from tally");
    }

    @Test
    void saysHowManyRowsOfEachGuildWereDeleted() {
        admin.execute("delete from tally where user_id < 3");
        assertEquals(List.of("DELETE 4601 2", "DELETE 4602 2"), recorded());
    }

    @Test
    void saysHowManyRowsOfEachGuildWereUpdated() {
        admin.execute("update tally set total = 0 where guild_id = 4602");
        assertEquals(List.of("UPDATE 4602 2"), recorded());
    }

    @Test
    void saysHowManyRowsOfEachGuildATruncateTook() {
        admin.execute("truncate tally");
        assertEquals(List.of("TRUNCATE 4601 3", "TRUNCATE 4602 2"), recorded());
    }

    @Test
    void rowsThatWereAddedTookNothing() {
        admin.execute("insert into tally (guild_id, user_id) values (4601, 4)");
        assertEquals(List.of("INSERT"), recorded());
    }

    @Test
    void aStatementThatTouchedNoRowIsNoChange() {
        admin.execute("delete from tally where guild_id = 4699");
        assertEquals(List.of(), recorded());
    }

    @Test
    void whatAnOperationDoesIsNotRecorded() {
        var deleted =
                work.write(
                        new GuildId(ONE),
                        CAUSE,
                        unit -> unit.handle().execute("delete from tally where user_id = 1"));
        assertEquals(1, deleted);
        assertEquals(List.of(), recorded());
    }

    @Test
    void anUndoneChangeLeavesNoRecord() {
        admin.as("holdfast_owner", handle -> handle.execute("delete from tally"));
        assertEquals(List.of(), recorded());
    }

    @Test
    void keepsTheBeginningOfALongStatement() {
        admin.execute(
                "/* %s */ delete from tally where guild_id = %d"
                        .formatted("x".repeat(5_000), OTHER));
        assertEquals(
                2_000,
                admin.count(
                        "select length(statement) from unattributed_change where change_id > "
                                + before));
    }

    @Test
    void aTableThatIsProtectedAsCriticalIsWatchedInFull() {
        admin.execute("create table precious (guild_id bigint primary key)");
        try {
            admin.execute("alter table precious owner to holdfast_owner");
            admin.execute("select protect('precious', critical => true)");
            admin.execute("insert into precious values (4601), (4602)");
            admin.execute("update precious set guild_id = guild_id where guild_id = 4602");
            admin.execute("delete from precious where guild_id = 4601");
            admin.execute("truncate precious");
            assertEquals(
                    List.of("INSERT", "UPDATE 4602 1", "DELETE 4601 1", "TRUNCATE 4602 1"),
                    admin.list(
                            RECORDS.formatted(before).replace("'tally'", "'precious'"),
                            String.class));
        } finally {
            admin.execute("drop table precious");
        }
    }

    private List<String> recorded() {
        return admin.list(RECORDS.formatted(before), String.class);
    }
}
