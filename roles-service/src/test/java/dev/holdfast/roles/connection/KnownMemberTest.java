package dev.holdfast.roles.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.fact.FactState;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.MemberState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownMemberTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "<@&1>, YES",
        "<@&2>, NO",
        "not <@&2>, YES",
        "boosting, NO",
        "member >= 30d, YES",
        "member > 30d, NO",
        "member < 30d, NO",
        "account >= 100d, YES",
        "account < 100d, NO",
        "balance >= 5k, YES",
        "balance > 5k, NO",
        "balance = 5k, YES",
        "<@&1> and not <@&2> and (balance >= 5k or member >= 90d), YES"
    })
    void saysWhatHolds(String text, Truth truth) {
        assertEquals(truth, known(NOW.minus(Duration.ofDays(30)), 5_000L).says(read(text)));
    }

    /** Planted bug: unknown taken as false. */
    @ParameterizedTest
    @CsvSource({
        "balance >= 5k, UNKNOWN",
        "balance < 5k, UNKNOWN",
        "not balance >= 5k, UNKNOWN",
        "member >= 30d, UNKNOWN",
        "not member < 30d, UNKNOWN",
        "verified, UNKNOWN",
        "not verified, UNKNOWN",
        "<@&1> and balance >= 5k, UNKNOWN",
        "<@&2> and balance >= 5k, NO",
        "<@&1> or balance >= 5k, YES",
        "<@&2> or balance >= 5k, UNKNOWN",
        "not (<@&1> and balance >= 5k), UNKNOWN"
    })
    void whatIsNotKnownIsNeitherYesNorNo(String text, Truth truth) {
        assertEquals(truth, known(null, null).says(read(text)));
    }

    @Test
    void anUnknownPartNeverDecides() {
        var conditions = new RandomConditions(12);
        var unknown = known(null, null);
        for (var round = 0; round < 2_000; round++) {
            var condition = conditions.condition();
            var truth = unknown.says(condition);
            if (truth == Truth.UNKNOWN) {
                continue;
            }
            for (var balance : new long[] {Long.MIN_VALUE, 0, 7, Long.MAX_VALUE}) {
                for (var joined : new Instant[] {Instant.EPOCH, NOW}) {
                    for (var verified : new boolean[] {true, false}) {
                        var all =
                                new KnownMember(
                                        member(joined),
                                        Map.of("balance", new FactState(balance, NOW)),
                                        verified,
                                        NOW);
                        assertEquals(truth, all.says(condition), ConditionText.of(condition));
                    }
                }
            }
        }
    }

    private static Condition read(String text) {
        return ((Parsed.Understood) ConditionParser.parse(text, Vocabulary.stored())).condition();
    }

    private static KnownMember known(@Nullable Instant joined, @Nullable Long balance) {
        return new KnownMember(
                member(joined),
                balance == null ? Map.of() : Map.of("balance", new FactState(balance, NOW)),
                null,
                NOW);
    }

    private static MemberState member(@Nullable Instant joined) {
        var user = new UserId(Snowflake.at(NOW.minus(Duration.ofDays(100)), 1));
        return new MemberState(user, false, Set.of(new RoleId(1)), joined, false, null, NOW);
    }
}
