package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RoleMetricsTest extends AssignmentScene {

    @Inject RoleMetrics metrics;
    @Inject MeterRegistry registry;

    @Test
    void countsWhatBecameOfEachOrderByItsOutcome() {
        var before = byOutcome();
        member(ANN);
        member(BEN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        withdraw(ANN, RED, RULE);
        settleAll(APPLIED);
        claim(give(BEN, RED, RULE));
        settle(ordered().getFirst(), new EffectOutcome.Expired());
        settleAll(FORBIDDEN);
        claim(give(BEN, BLUE, RULE));
        settleAll(GONE);
        var added = byOutcome();
        before.forEach((outcome, count) -> added.merge(outcome, -count, Integer::sum));
        assertEquals(Map.of("expired", 1, "given", 1, "gone", 1, "refused", 1, "taken", 1), added);
    }

    @Test
    void countsTheAssignmentsOfAllGuildsThatAreNotSettled() {
        var before = unsettled();
        member(ANN);
        member(BEN);
        claim(give(ANN, RED, RULE), give(BEN, RED, RULE));
        settleAll(FORBIDDEN);
        claim(give(ANN, BLUE, RULE), give(BEN, BLUE, RULE));
        settleAll(APPLIED);
        state("left-alone", "user_id = " + ANN + " and role_id = " + BLUE);
        var added = unsettled();
        before.forEach((state, count) -> added.merge(state, -count, Integer::sum));
        assertEquals(Map.of("blocked", 2, "left-alone", 1, "pending", 0), added);
    }

    private void state(String state, String where) {
        admin.execute(
                "update assignment set state = '%s' where guild_id = %s and %s"
                        .formatted(state, guild, where));
    }

    private Map<String, Integer> unsettled() {
        metrics.round();
        var counts = new TreeMap<String, Integer>();
        for (var gauge : registry.get("holdfast.roles.assignments").gauges()) {
            counts.put(gauge.getId().getTag("state"), (int) gauge.value());
        }
        return counts;
    }

    private Map<String, Integer> byOutcome() {
        var counts = new TreeMap<String, Integer>();
        for (var counter : registry.get("holdfast.roles.outcomes").counters()) {
            counts.put(counter.getId().getTag("outcome"), (int) counter.count());
        }
        return counts;
    }
}
