package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What happened to a guild while nobody listened is told at once, in an order that misleads nobody.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class GuildSeenTest extends AssignmentScene {

    @Inject Both heard;

    /** Hears of roles and of members, as rules do. */
    @Singleton
    static final class Both implements RoleListener, MemberListener {

        final List<String> changes = new CopyOnWriteArrayList<>();

        @Override
        public void changed(KnownRole role, UnitOfWork work) {
            changes.add("role " + role.id() + (role.deleted() ? " is gone" : ""));
        }

        @Override
        public void changed(
                Optional<MemberState> before, Optional<MemberState> after, UnitOfWork work) {
            after.ifPresent(it -> changes.add("member " + it.user() + it.roles()));
        }
    }

    /** A rule that asks for the role is paused by then, and withdraws nothing. */
    @Test
    void aRoleThatIsGoneIsToldBeforeThoseWhoMissIt() {
        tell(Roles.changed(RED, 3));
        member(ANN, RED);
        heard.changes.clear();
        tell(
                new GuildEvent.GuildSeen(
                        List.of(new RoleId(guild.value())),
                        List.of(),
                        List.of(
                                new GuildEvent.Present(
                                        ANN, List.of(), Instant.EPOCH, false, false, null)),
                        true,
                        List.of()));
        assertEquals(List.of("role 501 is gone", "member 101[]"), heard.changes);
    }
}
