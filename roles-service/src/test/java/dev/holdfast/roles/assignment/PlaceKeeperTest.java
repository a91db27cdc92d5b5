package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.gateway.DiscordRead;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PlaceKeeperTest extends AssignmentScene {

    private static final Effect GIVE = new Effect.GiveRole(ANN, RED);

    @Inject PlaceKeeper keeper;

    @Test
    void aGuildThatTheBotLeftIsAskedForNoMore() {
        work(PlaceStore::want);
        var key = OperationKey.of("test-event:" + Clock.systemUTC().instant());
        work(unit ->
                keeper.handle(new EventEnvelope(key, guild, new GuildEvent.GuildLeft()), unit));
        assertEquals(0, count("place_wanted"));
    }

    @Test
    void whatDiscordDoesNotLetUsSeeIsLeftInPeaceForHours() {
        work(PlaceStore::want);
        work(unit -> keeper.take(unit, 0, new DiscordRead.Forbidden<>("not in the guild")));
        assertTrue(minutesUntilRead() > 60);
    }

    @Test
    void whatCannotBeReadNowIsReadSoon() {
        work(PlaceStore::want);
        work(unit -> keeper.take(unit, 0, new DiscordRead.Away<>("no gateway", Duration.ZERO)));
        assertTrue(minutesUntilRead() < 1);
    }

    @Test
    void whatWasBlockedIsTriedAgainWhenTheBotStandsAboveIt() {
        tell(Roles.changed(RED, 3));
        tell(Roles.changed(BLUE, 5));
        member(ANN);
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(GIVE), settleAll(FORBIDDEN));
        take(RED);
        assertEquals("blocked have", state(ANN, RED));
        take(BLUE);
        assertEquals(List.of(GIVE), effects());
    }

    private void take(RoleId highest) {
        var bot = new GuildRoles.Bot(highest, Permissions.of(Permission.MANAGE_ROLES));
        var now = Clock.systemUTC().instant();
        var read = new Hierarchy(guild, MOD, new GuildRoles(List.of(), bot), now);
        work(unit -> keeper.take(unit, 0, new DiscordRead.Found<>(read, now)));
    }

    private long minutesUntilRead() {
        return admin.count(
                "select extract(epoch from ready_at - now())::bigint / 60 from place_wanted where guild_id = "
                        + guild);
    }
}
