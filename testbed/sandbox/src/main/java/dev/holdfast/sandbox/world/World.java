package dev.holdfast.sandbox.world;

import dev.holdfast.sandbox.SandboxSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything that exists, in memory under one lock. What happens inside one {@link #change} is
 * written to the journal and published, in order, before the lock is given back; the work in it is
 * short and never waits for anything.
 */
@Singleton
public class World extends Tables {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final List<Event> happened = new ArrayList<>();
    private final SandboxSettings settings;
    private final Snowflakes snowflakes;
    private final Clock clock;

    World(SandboxSettings settings, Snowflakes snowflakes, Clock clock) {
        super(new Journal(settings.data()), settings);
        this.settings = settings;
        this.snowflakes = snowflakes;
        this.clock = clock;
    }

    @PostConstruct
    void restore() {
        journal.restoreInto(stored);
        journal.snapshot(rowsByTable(), journal.begin());
        stored.stream().flatMap(table -> table.rows().stream()).forEach(this::continueAfter);
    }

    private Map<String, List<Entity>> rowsByTable() {
        return stored.stream().collect(Collectors.toMap(WorldStorage::name, WorldStorage::rows));
    }

    private void continueAfter(Entity row) {
        switch (row) {
            case Message message -> snowflakes.continueAfter(message.id());
            case Interaction interaction -> snowflakes.continueAfter(interaction.id());
            case Command command -> snowflakes.continueAfter(command.version());
            case Channel channel -> snowflakes.continueAfter(channel.id());
            case User user -> snowflakes.continueAfter(user.id());
            case ScheduledEvent event -> snowflakes.continueAfter(event.id());
            case AutoModerationRule rule -> snowflakes.continueAfter(rule.id());
            case AuditEntry entry -> snowflakes.continueAfter(entry.id());
            default -> {}
        }
    }

    /**
     * Runs the work alone; what it changed is on disk and its events are told when this returns.
     */
    public <T> T change(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            if (lock.getHoldCount() == 1) complete();
            lock.unlock();
        }
    }

    public void change(Runnable work) {
        change(() -> {
            work.run();
            return true;
        });
    }

    private void complete() {
        try {
            journal.write();
        } finally {
            var events = List.copyOf(happened);
            happened.clear();
            for (var event : events) listeners.forEach(listener -> listener.accept(event));
        }
    }

    /** Told to every listener when the running change is complete. */
    public void publish(Event event) {
        happened.add(event);
    }

    /**
     * The listener runs under the world's lock: it may only put the event in a queue of its own.
     */
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    public Instant now() {
        return clock.instant();
    }

    public Snowflake nextId() {
        return snowflakes.next();
    }

    public Optional<Member> member(Snowflake guildId, Snowflake userId) {
        return members.find(Member.key(guildId, userId));
    }

    public List<Member> membersOf(Snowflake guildId) {
        return members.all().stream().filter(member -> member.guildId().equals(guildId)).toList();
    }

    public long boostsOf(Snowflake guildId) {
        return membersOf(guildId).stream().filter(each -> each.boostingSince() != null).count();
    }

    public List<Role> rolesOf(Snowflake guildId) {
        return roles.all().stream().filter(role -> role.guildId().equals(guildId)).toList();
    }

    /** The guild's channels, without its threads. */
    public List<Channel> channelsOf(Snowflake guildId) {
        return channels.all().stream()
                .filter(channel -> guildId.equals(channel.guildId()) && !channel.thread())
                .toList();
    }

    public List<Channel> threadsOf(Snowflake guildId) {
        return channels.all().stream()
                .filter(channel -> guildId.equals(channel.guildId()) && channel.thread())
                .toList();
    }

    public List<Emoji> emojisOf(Snowflake guildId) {
        return emojis.all().stream().filter(emoji -> emoji.guildId().equals(guildId)).toList();
    }

    public List<ScheduledEvent> scheduledIn(Snowflake guildId) {
        return scheduledEvents.all().stream()
                .filter(event -> event.guildId().equals(guildId))
                .toList();
    }

    public List<AutoModerationRule> rulesIn(Snowflake guildId) {
        return rules.all().stream().filter(rule -> rule.guildId().equals(guildId)).toList();
    }

    /** The guild's audit log, oldest first. */
    public List<AuditEntry> auditOf(Snowflake guildId) {
        return audit.all().stream().filter(entry -> entry.guildId().equals(guildId)).toList();
    }

    /** The direct channel of these two people, if they ever opened one. */
    public Optional<Channel> directChannel(Snowflake one, Snowflake other) {
        return channels.all().stream()
                .filter(channel ->
                        channel.recipients().contains(one) && channel.recipients().contains(other))
                .findFirst();
    }

    /**
     * What the person may do in the channel; 0 for someone who is not in its guild or conversation.
     */
    public long permissions(Snowflake userId, Channel channel) {
        if (channel.guildId() == null) {
            return channel.recipients().contains(userId) ? Permission.DIRECT : 0;
        }
        if (channel.thread()) return inThread(userId, channel);
        var guild = guilds.find(channel.guildId()).orElseThrow();
        return member(guild.id(), userId)
                .map(member ->
                        Permissions.inChannel(guild, member, rolesFor(member), channel, now()))
                .orElse(0L);
    }

    /**
     * As in its channel; writing there takes a permission of its own, a private one a part in it.
     */
    private long inThread(Snowflake userId, Channel thread) {
        var parent = Optional.ofNullable(thread.parentId()).flatMap(channels::find);
        if (parent.isEmpty()) return 0;
        var held = permissions(userId, parent.get());
        if (thread.type() == Channel.PRIVATE_THREAD
                && threadMember(thread.id(), userId).isEmpty()
                && !Permission.has(held, Permission.MANAGE_THREADS)) {
            return 0;
        }
        return Permission.has(held, Permission.SEND_MESSAGES_IN_THREADS)
                ? held | Permission.SEND_MESSAGES
                : held & ~Permission.SEND_MESSAGES;
    }

    public Optional<ThreadMember> threadMember(Snowflake threadId, Snowflake userId) {
        return threadMembers.find(ThreadMember.key(threadId, userId));
    }

    public List<ThreadMember> membersOfThread(Snowflake threadId) {
        return threadMembers.all().stream()
                .filter(member -> member.threadId().equals(threadId))
                .toList();
    }

    public boolean sees(Snowflake userId, Channel channel) {
        return Permission.has(permissions(userId, channel), Permission.VIEW_CHANNEL);
    }

    /** The member's roles, @everyone included. */
    public List<Role> rolesFor(Member member) {
        var found = new ArrayList<Role>(member.roles().size() + 1);
        roles.find(member.guildId()).ifPresent(found::add);
        for (var id : member.roles()) roles.find(id).ifPresent(found::add);
        return found;
    }

    /** One line for the log: what is kept and where. */
    String summary() {
        return change(() ->
                "%s holds %d people and bots, %d channels, %d messages, %d commands"
                        .formatted(
                                settings.data(),
                                users.all().size(),
                                channels.all().size(),
                                messages.rows().size(),
                                commands.all().size()));
    }

    /** Makes what was written survive a power cut, and folds a long journal into a snapshot. */
    public void maintain() throws IOException {
        journal.force();
        if (!change(() -> journal.due(settings.compactAt()))) return;
        var begun = new AtomicInteger();
        var rows =
                change(() -> {
                    begun.set(journal.begin());
                    return rowsByTable();
                });
        journal.snapshot(rows, begun.get());
    }

    @PreDestroy
    void close() throws IOException {
        lock.lock();
        try {
            journal.close();
        } finally {
            lock.unlock();
        }
    }
}
