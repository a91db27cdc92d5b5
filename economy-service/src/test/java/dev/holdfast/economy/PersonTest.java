package dev.holdfast.economy;

import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.PersonContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PersonTest extends PersonContract {

    @Override
    protected Map<String, String> rows() {
        return Map.of(
                "claim",
                "insert into claim values (<guild>, <user>, 'daily', 1, <at>)",
                "member_account",
                """
                with opened as (
                    insert into account (guild_id, account_id, kind, opened_at)
                    values (<guild>, nextval('account_number'), 'member', <at>) returning account_id)
                insert into member_account select <guild>, <user>, account_id from opened
                """);
    }
}
