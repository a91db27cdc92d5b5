package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Threads;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.ThreadMember;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Which threads there are, and who takes part in them. */
@Singleton
class ThreadMemberEndpoints implements EndpointGroup {
    private static final String ALL = "/channels/{channel}/thread-members";

    private final World world;
    private final GuildShapes shapes;
    private final Threads threads;
    private final Authority authority;

    ThreadMemberEndpoints(World world, GuildShapes shapes, Threads threads, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.threads = threads;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", ALL, this::list);
        routes.bot("PUT", ALL + "/@me", call -> join(call, call.user()));
        routes.bot("DELETE", ALL + "/@me", this::leave);
        routes.bot("GET", ALL + "/{user}", this::one);
        routes.bot("PUT", ALL + "/{user}", call -> join(call, call.id("user")));
        routes.bot("DELETE", ALL + "/{user}", this::remove);
        routes.bot("GET", "/guilds/{guild}/threads/active", this::active);
        var archived = "/channels/{channel}/threads/archived";
        routes.bot("GET", archived + "/public", call -> archived(call, 0, each -> open(each)));
        routes.bot(
                "GET",
                archived + "/private",
                call -> archived(call, Permission.MANAGE_THREADS, each -> !open(each)));
        routes.bot(
                "GET",
                "/channels/{channel}/users/@me/threads/archived/private",
                call -> archived(call, 0, each -> !open(each) && takesPart(each, call.user())));
    }

    private static boolean open(Channel thread) {
        return thread.type() != Channel.PRIVATE_THREAD;
    }

    private boolean takesPart(Channel thread, Snowflake user) {
        return world.threadMember(thread.id(), user).isPresent();
    }

    private Channel thread(Call call, long wanted) {
        var thread = authority.channel(call, wanted);
        if (!thread.thread()) {
            throw DiscordError.of(400, 50024, "Cannot execute action on this channel type");
        }
        return thread;
    }

    /** The thread in the path; nobody comes or goes in one that is archived. */
    private Channel lively(Call call, long wanted) {
        var thread = thread(call, wanted);
        if (GuildShapes.archived(thread)) throw DiscordError.archivedThread();
        return thread;
    }

    private EndpointAnswer list(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var thread = thread(call, 0);
                    var members = world.membersOfThread(thread.id());
                    return GuildShapes.list(members, each -> member(call, thread, each));
                }));
    }

    private ObjectNode member(Call call, Channel thread, ThreadMember member) {
        var node = shapes.threadMember(member);
        if (call.asks("with_member") && thread.guildId() != null) {
            world.member(thread.guildId(), member.userId())
                    .ifPresent(found -> node.set("member", shapes.member(found)));
        }
        return node;
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var thread = thread(call, 0);
                    return world.threadMember(thread.id(), call.id("user"))
                            .map(found -> member(call, thread, found))
                            .orElseThrow(DiscordError::unknownMember);
                }));
    }

    /** To bring somebody else takes the right to write there. */
    private EndpointAnswer join(Call call, Snowflake user) {
        world.change(() -> {
            var other = !user.equals(call.user());
            var thread = lively(call, other ? Permission.SEND_MESSAGES : 0);
            var guild = authority.guildOf(thread);
            var member = world.member(guild.id(), user).orElseThrow(DiscordError::unknownMember);
            threads.join(thread, member);
        });
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer leave(Call call) {
        world.change(() -> threads.leave(lively(call, 0), call.user()));
        return EndpointAnswer.nothing();
    }

    /** Whoever started a private thread may send people out of it too. */
    private EndpointAnswer remove(Call call) {
        world.change(() -> {
            var thread = lively(call, 0);
            var own = !open(thread) && thread.recipients().contains(call.user());
            if (!own) authority.channel(call, Permission.MANAGE_THREADS);
            threads.leave(thread, call.id("user"));
        });
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer active(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, 0);
                    var found =
                            world.threadsOf(guild.id()).stream()
                                    .filter(thread -> !GuildShapes.archived(thread))
                                    .filter(thread -> world.sees(call.user(), thread))
                                    .sorted(Comparator.comparing(Channel::id).reversed())
                                    .toList();
                    return threads(call, found, false);
                }));
    }

    private ObjectNode threads(Call call, List<Channel> found, boolean more) {
        var node = Json.object();
        node.set("threads", GuildShapes.list(found, shapes::channel));
        var own =
                found.stream()
                        .flatMap(each -> world.threadMember(each.id(), call.user()).stream())
                        .toList();
        node.set("members", GuildShapes.list(own, shapes::threadMember));
        return node.put("has_more", more);
    }

    /** The latest archived first; {@code before} is a moment, or an id where the bot takes part. */
    private EndpointAnswer archived(Call call, long wanted, Predicate<Channel> kind) {
        var limit = call.limit(50, 100);
        var before = call.query().get("before");
        return EndpointAnswer.ok(
                world.change(() -> {
                    var parent = authority.channel(call, Permission.READ_MESSAGE_HISTORY | wanted);
                    var guild = authority.guildOf(parent);
                    var found =
                            world.threadsOf(guild.id()).stream()
                                    .filter(thread -> parent.id().equals(thread.parentId()))
                                    .filter(kind.and(GuildShapes::archived))
                                    .filter(thread -> before == null || earlier(thread, before))
                                    .sorted(Comparator.comparing(this::since).reversed())
                                    .toList();
                    var page = found.subList(0, Math.min(limit, found.size()));
                    return threads(call, page, found.size() > limit);
                }));
    }

    private String since(Channel thread) {
        return thread.setting("thread_metadata").path("archive_timestamp").asText();
    }

    private boolean earlier(Channel thread, String before) {
        return Snowflake.parse(before)
                .map(id -> thread.id().compareTo(id) < 0)
                .orElseGet(() -> since(thread).compareTo(before) < 0);
    }
}
