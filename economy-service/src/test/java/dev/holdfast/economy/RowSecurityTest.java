package dev.holdfast.economy;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.UserId;
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

    private static final UserId ANYONE = new UserId(5);

    @Inject Commands commands;

    @Override
    protected void fill(GuildId guild) {
        var asking = Asking.in(guild).by(ANYONE).allowed(Permission.MANAGE_GUILD);
        commands.invoke(asking.command("daily").build());
        commands.invoke(
                asking.command("pay").person("member", new UserId(6)).text("amount", "5").build());
        commands.invoke(asking.command("economy settings").whole("daily-payout", 7).build());
    }
}
