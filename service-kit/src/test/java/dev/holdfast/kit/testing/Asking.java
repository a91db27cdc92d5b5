package dev.holdfast.kit.testing;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes invocations as the gateway would: {@code Asking.in(guild).by(user).command("pay")
 * .person("member", other).text("amount", "5").build()}. Each build has a fresh operation key
 * unless one was given.
 */
public final class Asking {

    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final ChannelId CHANNEL = new ChannelId(7_000);

    private final GuildId guild;
    private final UserId user;
    private final Permissions permissions;
    private final CommandPath path;
    private final Map<String, OptionValue> options;
    private final Invocation.@Nullable Component component;
    private final @Nullable OperationKey key;

    private Asking(
            GuildId guild,
            UserId user,
            Permissions permissions,
            CommandPath path,
            Map<String, OptionValue> options,
            Invocation.@Nullable Component component,
            @Nullable OperationKey key) {
        this.guild = guild;
        this.user = user;
        this.permissions = permissions;
        this.path = path;
        this.options = options;
        this.component = component;
        this.key = key;
    }

    public static Asking in(GuildId guild) {
        return new Asking(
                guild,
                new UserId(1),
                Permissions.NONE,
                CommandPath.of("none"),
                Map.of(),
                null,
                null);
    }

    public Asking by(UserId other) {
        return new Asking(guild, other, permissions, path, options, component, key);
    }

    public Asking allowed(Permission... granted) {
        return new Asking(guild, user, Permissions.of(granted), path, options, component, key);
    }

    public Asking command(String other) {
        return new Asking(guild, user, permissions, CommandPath.of(other), options, component, key);
    }

    public Asking text(String name, String text) {
        return option(name, new OptionValue.Text(text));
    }

    public Asking whole(String name, long number) {
        return option(name, new OptionValue.Whole(number));
    }

    public Asking person(String name, UserId who) {
        return option(name, new OptionValue.Person(who, "Person " + who, false));
    }

    /** Names somebody who is not in the guild now. */
    public Asking outsider(String name, UserId who) {
        return option(name, new OptionValue.Person(who, "Person " + who, false, true));
    }

    public Asking option(String name, OptionValue value) {
        var more = new HashMap<>(options);
        more.put(name, value);
        return new Asking(guild, user, permissions, path, more, component, key);
    }

    public Asking button(UserId owner, String state) {
        return used(new Invocation.Component(owner, state, List.of()));
    }

    public Asking select(UserId owner, String state, String... values) {
        return used(new Invocation.Component(owner, state, List.of(values)));
    }

    /** A modal is sent, filled in so. */
    public Asking modal(UserId owner, String state, Map<String, String> fields) {
        return used(new Invocation.Component(owner, state, List.of(), fields, List.of()));
    }

    /** Its control needs these besides what the command needs. */
    public Asking needing(Permission... wanted) {
        var used = java.util.Objects.requireNonNull(component, "press a button first");
        return used(
                new Invocation.Component(
                        used.owner(),
                        used.state(),
                        used.values(),
                        used.fields(),
                        used.picked(),
                        Permissions.of(wanted)));
    }

    private Asking used(Invocation.Component pressed) {
        return new Asking(guild, user, permissions, path, options, pressed, key);
    }

    public Asking key(OperationKey fixed) {
        return new Asking(guild, user, permissions, path, options, component, fixed);
    }

    /** A key as Discord would make it now. */
    public static OperationKey freshKey() {
        var now = Clock.systemUTC().instant();
        return OperationKey.of(Long.toString(Snowflake.at(now, SEQUENCE.incrementAndGet())));
    }

    public Invocation build() {
        return new Invocation(
                key == null ? freshKey() : key,
                guild,
                CHANNEL,
                new Member(user, "Person " + user, List.of(), permissions),
                path,
                options,
                component,
                "en-US");
    }
}
