package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectedSchemaTest {

    @Test
    void readsWhatMigrationsMakeByName() {
        assertMakes(
                """
                -- create table in_a_comment (x int);
                create table wallet (guild_id bigint);
                create unique index wallet_owner on wallet (guild_id);
                create or replace function pay_all(
                    guild bigint) returns void language plpgsql as $$ begin null; end $$;
                create sequence account_number start 1001;
                create view posting with (security_invoker = true) as select 1;
                create policy worker_claims on wallet for update using (true);
                create trigger lost after delete on wallet
                    referencing old table as lost for each statement execute function pay_all();
                """,
                "the table wallet",
                "the index wallet_owner",
                "the function pay_all",
                "the sequence account_number",
                "the view posting",
                "the policy worker_claims of wallet",
                "the trigger lost of wallet");
    }

    @Test
    void aProtectedTableHasItsPoliciesAndACriticalOneItsTriggers() {
        assertMakes(
                "select protect('a'); select protect('b', critical => true);",
                "the policy guild of a",
                "the policy worker of a",
                "the policy guild of b",
                "the policy worker of b",
                "the trigger unattributed of b",
                "the trigger unattributed_update of b",
                "the trigger unattributed_delete of b",
                "the trigger unattributed_truncate of b");
    }

    @Test
    void whatIsMadeOfPartsHasNoName() {
        assertMakes(
                """
                execute format('create table operation_%s partition of operation', slot);
                execute format('create policy guild on %s to x', target);
                execute format('create trigger unattributed after insert on %s for each statement', target);
                """);
    }

    @Test
    void whatIsDroppedIsNotExpectedAndComesBackWhenItIsMadeAgain() {
        assertMakes("create function f(a int) x; drop function f(int);");
        assertMakes(
                "create function f(a int) x; drop function f(int); create function f(b text) y;",
                "the function f");
        assertMakes(
                "create table t (a int); create policy p on t for all; drop table if exists t;");
    }

    private static void assertMakes(String file, String... objects) {
        assertEquals(Set.of(objects), ExpectedSchema.of(List.of(file)).objects().keySet());
    }
}
