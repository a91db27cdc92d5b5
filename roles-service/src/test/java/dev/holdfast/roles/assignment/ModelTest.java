package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is claimed, vetoed and withdrawn in whatever order, Discord ends as a model says. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ModelTest extends AssignmentScene {

    private static final List<RoleId> ROLES = List.of(RED, BLUE);
    private static final List<Source> SOURCES = List.of(RULE, OTHER, MENU);
    private static final int STEPS = 60;

    private final Set<RoleId> discord = new HashSet<>();
    private final Map<RoleId, Set<Source>> claims = new HashMap<>();
    private final Map<RoleId, Set<Source>> vetoes = new HashMap<>();
    private int position = 10;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void discordEndsAsTheModel(long seed) {
        var random = new Random(seed);
        for (var role : ROLES) {
            claims.put(role, new HashSet<>());
            vetoes.put(role, new HashSet<>());
        }
        member(ANN);
        for (var step = 0; step < STEPS; step++) {
            step(random);
            assertTrue(ordered().size() <= ROLES.size(), "more than one under way");
        }
        tell(Roles.changed(RED, ++position));
        settle(APPLIED);
        for (var role : ROLES) {
            var has = vetoes.get(role).isEmpty() && !claims.get(role).isEmpty();
            assertEquals(has, discord.contains(role), "role %s, seed %d".formatted(role, seed));
            assertEquals(names(claims.get(role)), listed("claims", role));
            assertEquals(names(vetoes.get(role)), listed("vetoes", role));
            assertTrue(
                    List.of("", "settled", "settled have", "settled lack")
                            .contains(state(ANN, role)));
        }
        assertEquals(discord, mirrored(ANN));
    }

    private void step(Random random) {
        var role = ROLES.get(random.nextInt(ROLES.size()));
        var source = SOURCES.get(random.nextInt(SOURCES.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                claim(give(ANN, role, source));
                claims.get(role).add(source);
                vetoes.get(role).remove(source);
            }
            case 2 -> {
                claim(veto(ANN, role, source).urgently());
                vetoes.get(role).add(source);
                claims.get(role).remove(source);
            }
            case 3, 4 -> {
                withdraw(ANN, role, source);
                claims.get(role).remove(source);
                vetoes.get(role).remove(source);
            }
            case 5 -> one(APPLIED);
            case 6 -> one(random.nextBoolean() ? FORBIDDEN : new EffectOutcome.Expired());
            default ->
                    memberEvent(ANN, Clock.systemUTC().instant(), discord.toArray(RoleId[]::new));
        }
    }

    private void settle(EffectOutcome outcome) {
        while (!ordered().isEmpty()) {
            one(outcome);
        }
    }

    private void one(EffectOutcome outcome) {
        var rows = ordered();
        if (rows.isEmpty()) {
            return;
        }
        var row = rows.getFirst();
        if (outcome instanceof EffectOutcome.Applied) {
            if (row.effect() instanceof Effect.GiveRole) {
                discord.add(row.of().role());
            } else {
                discord.remove(row.of().role());
            }
        }
        settle(row, outcome);
    }

    private static String names(Set<Source> sources) {
        return sources.stream().map(Source::toString).sorted().toList().toString();
    }

    private String listed(String column, RoleId role) {
        var sources =
                admin.list(
                        "select unnest(%s) from assignment where guild_id = %s and user_id = %s and role_id = %s order by 1"
                                .formatted(column, guild, ANN, role),
                        String.class);
        return sources.toString();
    }
}
