package dev.holdfast.kit;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.OneConnection;
import dev.holdfast.kit.testing.RowSecurityContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;

@QuarkusTest
@TestProfile(OneConnection.class)
@QuarkusTestResource(HoldfastServers.class)
class RowSecurityTest extends RowSecurityContract {

    @Inject Commands commands;

    @Override
    protected int reads() {
        return 100_000;
    }

    @Override
    protected void fill(GuildId guild) {
        commands.invoke(Asking.in(guild).by(new UserId(5)).command("count").whole("by", 3).build());
        var admin = new Admin("probe");
        admin.execute("insert into setting values (%s, 'probe', '{}', now())".formatted(guild));
        admin.execute("insert into known_sum values (%s, 5, 1, now())".formatted(guild));
        admin.execute(
                "insert into audit (guild_id, at, user_id, operation, action, detail) values (%s, now(), 5, '1', 'a', '{}')"
                        .formatted(guild));
    }
}
