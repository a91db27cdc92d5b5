package dev.holdfast.gateway;

import dev.holdfast.gateway.effect.EffectProcessor;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
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
@QuarkusTestResource(LocalWorld.class)
class RowSecurityTest extends RowSecurityContract {

    @Inject Commands commands;
    @Inject EffectProcessor effects;

    @Override
    protected void fill(GuildId guild) {
        var changed =
                Asking.in(guild)
                        .by(new UserId(5))
                        .allowed(Permission.MANAGE_GUILD)
                        .command("holdfast prefix")
                        .text("prefix", "?");
        commands.invoke(changed.build());
        var effect = new Effect.GiveRole(new UserId(5), new RoleId(6));
        var admin = new Admin("gateway");
        admin.execute(
                "insert into parked_event (guild_id, service, key, note) values (%s, 'nobody', 'x', '{}') on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into parked_lane (guild_id, service, ready_at) values (%s, 'nobody', 'infinity') on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into refused_event (guild_id, service, key, note, because) values (%s, 'nobody', 'x', '{}', 'x') on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into maintenance values (%s, 'tide', 'ada', now()) on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into maintenance_part values (%s, 'joins', 'tide', 'ada', now()) on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into operator_alert values (%s, 'nobody', 'x', 'x', now()) on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into operator_message values (%s, now()) on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into passing_reply (guild_id, channel_id, asked_id, ready_at) values (%s, 1, 2, 'infinity') on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into membership (guild_id) values (%s) on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into welcome values (%s, now()) on conflict do nothing".formatted(guild));
        admin.execute(
                "insert into forget_order (guild_id, user_id, service, everywhere, as_of, ready_at) values (%s, 5, 'x', false, now(), 'infinity') on conflict do nothing"
                        .formatted(guild));
        var order = new EffectOrder("row", guild, effect, "", null, null);
        effects.carryOut("economy", order, Urgency.URGENT);
    }
}
