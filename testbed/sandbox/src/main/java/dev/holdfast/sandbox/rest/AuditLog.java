package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A guild's audit log with the people, webhooks and threads that its entries name. */
@Singleton
class AuditLog {
    private final World world;
    private final GuildShapes shapes;
    private final Authority authority;

    AuditLog(World world, GuildShapes shapes, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.authority = authority;
    }

    /** Newest first; oldest first where the caller asks for those after an entry. */
    EndpointAnswer read(Call call) {
        var limit = call.limit(50, 100);
        var action = action(call);
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.VIEW_AUDIT_LOG);
                    var wanted =
                            world.auditOf(guild.id()).stream()
                                    .filter(entry -> action == 0 || entry.action() == action)
                                    .filter(entry -> matches(call, entry))
                                    .toList();
                    var ordered =
                            call.querySnowflake("after").isPresent() ? wanted : wanted.reversed();
                    return log(ordered.stream().limit(limit).toList());
                }));
    }

    private static int action(Call call) {
        var form = Json.object();
        var text = call.query().get("action_type");
        if (text != null) form.put("action_type", text);
        var field = Field.of(form);
        var action = field.get("action_type").integer(1, 300, 0);
        field.refuseErrors();
        return action;
    }

    private static boolean matches(Call call, AuditEntry entry) {
        var user = call.querySnowflake("user_id");
        var before = call.querySnowflake("before");
        var after = call.querySnowflake("after");
        return user.map(entry.userId()::equals).orElse(true)
                && before.map(id -> entry.id().compareTo(id) < 0).orElse(true)
                && after.map(id -> entry.id().compareTo(id) > 0).orElse(true);
    }

    private JsonNode log(List<AuditEntry> entries) {
        var node = Json.object();
        node.set("audit_log_entries", GuildShapes.list(entries, shapes::auditEntry));
        var named =
                entries.stream()
                        .flatMap(entry -> Stream.of(entry.userId(), entry.targetId()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        node.set("users", GuildShapes.list(existing(named), shapes::user));
        for (var none :
                List.of(
                        "integrations",
                        "webhooks",
                        "guild_scheduled_events",
                        "threads",
                        "application_commands",
                        "auto_moderation_rules")) {
            node.putArray(none);
        }
        return node;
    }

    private List<User> existing(List<Snowflake> ids) {
        return ids.stream().flatMap(id -> world.users.find(id).stream()).toList();
    }
}
