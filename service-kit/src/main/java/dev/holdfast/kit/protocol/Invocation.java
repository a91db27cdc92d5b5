package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request of a person, as the gateway forwards it: a command with its options, or the use of a
 * button, select or modal of an earlier reply.
 *
 * @param operation fixed at the origin; the same one is never executed twice
 * @param guild {@link GuildId#DIRECT} in direct messages
 * @param member who asks, with the permissions the gateway vouches for
 * @param options by name; at most 25
 * @param component set when a button, select or modal was used instead of a command
 * @param locale Discord's locale of the person, such as {@code en-US}
 * @param confirmed whether the person was asked by a {@link Reply.Question} and said yes
 * @param region the guild's language and time zone; {@code null}: not known now
 * @param typed whether it was written into a message: in a guild others may see what is answered
 * @param direct whether it was asked in direct messages that belong to the guild, of which the
 *     person is a member
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Invocation(
        OperationKey operation,
        GuildId guild,
        ChannelId channel,
        Member member,
        CommandPath path,
        Map<String, OptionValue> options,
        @Nullable Component component,
        String locale,
        @AddedField boolean confirmed,
        @Nullable Region region,
        @AddedField boolean typed,
        @AddedField boolean direct) {

    private static final int MOST_OPTIONS = 25;

    /**
     * Where a guild's people are.
     *
     * @param language as a tag, such as {@code en}
     * @param timeZone its name in the IANA database, such as {@code Europe/Berlin}
     */
    public record Region(String language, String timeZone) {

        public Region {
            Required.field("language", language);
            Required.field("timeZone", timeZone);
        }

        /** UTC where this machine does not know its name. */
        ZoneId zone() {
            try {
                return ZoneId.of(timeZone);
            } catch (DateTimeException _) {
                return ZoneOffset.UTC;
            }
        }
    }

    /**
     * The button, select or modal that was used.
     *
     * @param owner the only person who may use it; whoever did, where it is for more of them
     * @param state what the command put into it
     * @param values what was picked in a select, ids of people, roles and channels included
     * @param fields what was written into a modal, by the inputs' ids, empty ones included; at most
     *     5 of at most 4,000 characters
     * @param picked the people, roles and channels of a select, with their names
     * @param needs what whoever uses it needs besides what the command needs; {@code null}: nothing
     */
    public record Component(
            UserId owner,
            String state,
            List<String> values,
            @AddedField Map<String, String> fields,
            @AddedField List<OptionValue> picked,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Permissions needs) {

        private static final int MOST_FIELDS = 5;

        public Component(UserId owner, String state, List<String> values) {
            this(owner, state, values, Map.of(), List.of());
        }

        public Component(
                UserId owner,
                String state,
                List<String> values,
                Map<String, String> fields,
                List<OptionValue> picked) {
            this(owner, state, values, fields, picked, null);
        }

        public Component {
            Required.field("owner", owner);
            Required.field("state", state);
            Required.field("values", values);
            values = List.copyOf(values);
            fields = Map.copyOf(fields);
            picked = List.copyOf(picked);
            if (fields.size() > MOST_FIELDS) {
                throw new IllegalArgumentException("A modal has at most 5 fields.");
            }
            fields.forEach((id, text) -> Required.length(id, text, 0, TextInput.LONGEST));
        }

        /**
         * What was meant, without the names that come along: those may change on the way. All
         * buttons of one question are the same: it is decided once.
         */
        public Component identity() {
            var meant = Decision.parse(state).map(it -> it.key().value()).orElse(state);
            return new Component(owner, meant, values, fields, List.of());
        }
    }

    public Invocation(
            OperationKey operation,
            GuildId guild,
            ChannelId channel,
            Member member,
            CommandPath path,
            Map<String, OptionValue> options,
            @Nullable Component component,
            String locale) {
        this(
                operation, guild, channel, member, path, options, component, locale, false, null,
                false, false);
    }

    public Invocation {
        Required.field("operation", operation);
        Required.field("guild", guild);
        Required.field("channel", channel);
        Required.field("member", member);
        Required.field("path", path);
        Required.field("options", options);
        Required.field("locale", locale);
        options = Map.copyOf(options);
        if (options.size() > MOST_OPTIONS) {
            throw new IllegalArgumentException("An invocation has at most 25 options.");
        }
    }

    /** The same after a question about these options was answered with yes. */
    public Invocation confirming(Map<String, OptionValue> asked) {
        return new Invocation(
                operation, guild, channel, member, path, asked, null, locale, true, region, typed,
                direct);
    }

    /** The same by the member as the gateway vouches for them. */
    public Invocation by(Member other) {
        return new Invocation(
                operation, guild, channel, other, path, options, component, locale, confirmed,
                region, typed, direct);
    }

    /** The same, asked in direct messages that belong to a guild. */
    public Invocation directlyOf(GuildId other) {
        return new Invocation(
                operation, other, channel, member, path, options, component, locale, confirmed,
                region, typed, true);
    }

    /** What the member needs for it: by the command, and by the control that was used. */
    public Permissions needs(CommandSpec spec) {
        return pressed()
                .flatMap(used -> Optional.ofNullable(used.needs()))
                .map(spec.permissions()::and)
                .orElse(spec.permissions());
    }

    /** The same, written into a message. */
    public Invocation asTyped() {
        return new Invocation(
                operation, guild, channel, member, path, options, component, locale, confirmed,
                region, true, direct);
    }

    /** The same with another value, such as an amount in place of "all". */
    public Invocation with(String option, OptionValue value) {
        var others = new HashMap<>(options);
        others.put(option, value);
        return new Invocation(
                operation, guild, channel, member, path, others, component, locale, confirmed,
                region, typed, direct);
    }

    /** The same in a guild with that language and time zone. */
    public Invocation in(Region other) {
        return new Invocation(
                operation, guild, channel, member, path, options, component, locale, confirmed,
                other, typed, direct);
    }

    /** The guild's time zone; UTC where it is not known. */
    public ZoneId zone() {
        return region == null ? ZoneOffset.UTC : region.zone();
    }

    /** The guild's language; English where it is not known. */
    public Locale guildLanguage() {
        return region == null ? Locale.ENGLISH : Locale.forLanguageTag(region.language());
    }

    public UserId user() {
        return member.user();
    }

    public Optional<Component> pressed() {
        return Optional.ofNullable(component);
    }

    /** What was written into a modal, where one was sent; never empty then. */
    public Optional<Map<String, String>> sent() {
        return pressed().map(Component::fields).filter(fields -> !fields.isEmpty());
    }

    public Optional<Long> whole(String name) {
        return options.get(name) instanceof OptionValue.Whole(var number)
                ? Optional.of(number)
                : Optional.empty();
    }

    public Optional<String> text(String name) {
        return options.get(name) instanceof OptionValue.Text(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    public Optional<Boolean> flag(String name) {
        return options.get(name) instanceof OptionValue.Flag(var set)
                ? Optional.of(set)
                : Optional.empty();
    }

    public Optional<OptionValue.Person> person(String name) {
        return options.get(name) instanceof OptionValue.Person person
                ? Optional.of(person)
                : Optional.empty();
    }

    public Optional<ChannelId> channel(String name) {
        return options.get(name) instanceof OptionValue.Channel(var channel, _)
                ? Optional.of(channel)
                : Optional.empty();
    }

    public Optional<RoleId> role(String name) {
        return options.get(name) instanceof OptionValue.Role(var role, _)
                ? Optional.of(role)
                : Optional.empty();
    }

    public Optional<OptionValue.Message> message(String name) {
        return options.get(name) instanceof OptionValue.Message message
                ? Optional.of(message)
                : Optional.empty();
    }

    public Optional<OptionValue.File> file(String name) {
        return options.get(name) instanceof OptionValue.File file
                ? Optional.of(file)
                : Optional.empty();
    }
}
