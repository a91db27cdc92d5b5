package dev.holdfast.smoke.roles;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.smoke.roles.RolesScene.Town;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A guild on the local Discord with people and roles that only one test knows. */
final class RolesGuild {

    private static final String KNOWN_MEMBERS =
            "select count(*) from roles.member where guild_id = ?";
    private static final String KNOWN_ROLES =
            "select count(*) from roles.guild_role where guild_id = ? and name like 'Watch %'";
    private static final String KNOWN_PLACE =
            "select count(*) from roles.guild_place where guild_id = ?";

    /** The hourly walk through all members is due, and its job runs. */
    private static final String WALK_IS_DUE =
            """
            insert into roles.walk (guild_id, due_at) values (%1$s, now())
            on conflict (guild_id) do update set due_at = now(), last_read = 0, ended_at = null
            """;

    private static final String WALK_NOW =
            "insert into roles.job_run (job, scheduled_for, ready_at) values ('role-walk', now(), now())";
    private static final String WALKED =
            "select count(*) from roles.walk where guild_id = ? and ended_at is not null";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int LATEST = 20;

    private final RolesScene scene;
    private final int town;
    private final JsonNode guild;
    private final List<UserId> members = new ArrayList<>();
    private final List<RoleId> roles = new ArrayList<>();
    private int told;

    RolesGuild(RolesScene scene, Town town) throws IOException, InterruptedException {
        this.scene = scene;
        this.town = List.of(Town.values()).indexOf(town);
        this.guild = scene.discord().state(1).path("guilds").path(this.town);
    }

    GuildId guild() {
        return new GuildId(guild.path("id").asLong());
    }

    UserId owner() {
        return new UserId(guild.path("owner_id").asLong());
    }

    List<UserId> members() {
        return List.copyOf(members);
    }

    List<RoleId> roles() {
        return List.copyOf(roles);
    }

    String channel(String name) {
        for (var channel : guild.path("channels")) {
            if (channel.path("name").asText().equals(name)) {
                return channel.path("id").asText();
            }
        }
        throw new IllegalArgumentException("no #" + name);
    }

    /** One of the roles that were there before. */
    String role(String name) {
        for (var role : guild.path("roles")) {
            if (role.path("name").asText().equals(name)) {
                return role.path("id").asText();
            }
        }
        throw new IllegalArgumentException("no @" + name);
    }

    /** So many new people join, each of whom Discord tells the bot. */
    RolesGuild joinedBy(int people) throws IOException, InterruptedException {
        for (var each = 1; each <= people; each++) {
            var joining = act("join").put("name", "Deckhand " + each);
            joining.put("guildId", guild().toString());
            members.add(new UserId(scene.discord().begin(joining).path("userId").asLong()));
            told++;
        }
        return this;
    }

    /** So many people are there from now on, of whom nobody tells. */
    RolesGuild populatedBy(int people) throws IOException, InterruptedException {
        var all = act("populate").put("guildId", guild().toString()).put("count", people);
        for (var each : scene.discord().begin(all).path("userIds")) {
            members.add(new UserId(each.asLong()));
        }
        return this;
    }

    /** So many new roles, all below the bot's. */
    RolesGuild with(int more) throws IOException, InterruptedException {
        for (var each = 1; each <= more; each++) {
            var role = JsonNodeFactory.instance.objectNode().put("name", "Watch " + each);
            var path = "/guilds/%s/roles".formatted(guild());
            var made = scene.discord().as(owner().toString(), path, role);
            roles.add(new RoleId(made.path("id").asLong()));
        }
        return this;
    }

    /** Who has which of this crew's roles on Discord; people without any are not in it. */
    Map<Long, Set<Long>> held() throws IOException, InterruptedException {
        var held = new TreeMap<Long, Set<Long>>();
        for (var member : scene.discord().state(1).path("guilds").path(town).path("members")) {
            var theirs = new TreeSet<Long>();
            member.path("roles").forEach(each -> theirs.add(each.asLong()));
            theirs.retainAll(roles.stream().map(RoleId::value).toList());
            if (!theirs.isEmpty()) {
                held.put(member.path("user").path("id").asLong(), theirs);
            }
        }
        return held;
    }

    /** Whether somebody has a role on Discord; one of few who are asked for. */
    boolean has(UserId user, String role) throws IOException, InterruptedException {
        var path = "/guilds/%s/members/%s".formatted(guild(), user);
        for (var each : scene.discord().readAs(owner().toString(), path).path("roles")) {
            if (each.asText().equals(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether roles-service has heard of all who joined, of their roles and of the bot's place. */
    boolean isKnown() {
        var id = guild().value();
        return scene.count(KNOWN_MEMBERS, id) >= told
                && scene.count(KNOWN_ROLES, id) >= roles.size()
                && scene.count(KNOWN_PLACE, id) == 1;
    }

    /** Has roles-service read all members from Discord, without waiting for the hour. */
    void walkThroughAll() {
        scene.sql()
                .useHandle(handle -> {
                    handle.execute(WALK_IS_DUE.formatted(guild()));
                    handle.execute(WALK_NOW);
                });
        await().atMost(LONG).until(() -> scene.count(WALKED, guild().value()) == 1);
    }

    /** The message in the bank's channel that shows these words. */
    Optional<JsonNode> says(String words) throws IOException, InterruptedException {
        var messages = scene.discord().state(LATEST).path("messages").path(channel("bank"));
        for (var message : messages) {
            if (message.toString().contains(words)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private ObjectNode act(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    /** An order of economy-service, with a key that stays. */
    Order order(UserId user, RoleId role, String want, String id, @Nullable Instant until) {
        var claim = JsonNodeFactory.instance.objectNode().put("user", user.toString());
        claim.put("role", role.toString()).put("want", want).put("id", id);
        claim.put("reason", "a test wants it");
        if (until != null) {
            claim.put("until", until.toString());
        }
        return new Order(
                UUID.randomUUID().toString(),
                guild(),
                new UserId(0),
                "role-claim",
                claim.toString(),
                Instant.now(),
                null);
    }
}
