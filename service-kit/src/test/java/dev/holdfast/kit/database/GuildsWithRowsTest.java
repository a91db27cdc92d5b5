package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class GuildsWithRowsTest {

    private static final String END_SESSIONS =
            "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where usename = 'probe_worker'";

    @Inject GuildsWithRows guilds;

    private final Admin admin = new Admin("probe");

    @Test
    void areSeenAPageAtATimeAlsoWhenTheConnectionIsLost() {
        admin.execute("delete from tally where guild_id between 4400 and 4499");
        for (var guild = 4401; guild <= 4403; guild++) {
            admin.execute("insert into tally (guild_id, user_id) values (%d, 1)".formatted(guild));
        }
        assertEquals(guilds(4401, 4402), guilds.in("tally", 4400, 2));
        admin.count(END_SESSIONS);
        assertEquals(List.of(new GuildId(4403)), guilds.in("tally", 4402, 1));
    }

    private static List<GuildId> guilds(long first, long second) {
        return List.of(new GuildId(first), new GuildId(second));
    }
}
