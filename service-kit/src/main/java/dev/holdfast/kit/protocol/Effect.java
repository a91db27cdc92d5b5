package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a service wants to be so on Discord. All but the messages say how things shall be, so that
 * doing them twice does nothing more.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Effect.GiveRole.class, name = "give-role"),
    @JsonSubTypes.Type(value = Effect.TakeRole.class, name = "take-role"),
    @JsonSubTypes.Type(value = Effect.Rename.class, name = "rename"),
    @JsonSubTypes.Type(value = Effect.TimeOut.class, name = "time-out"),
    @JsonSubTypes.Type(value = Effect.Kick.class, name = "kick"),
    @JsonSubTypes.Type(value = Effect.Ban.class, name = "ban"),
    @JsonSubTypes.Type(value = Effect.Unban.class, name = "unban"),
    @JsonSubTypes.Type(value = Effect.Say.class, name = "say"),
    @JsonSubTypes.Type(value = Effect.Tell.class, name = "tell"),
    @JsonSubTypes.Type(value = AlertEffect.TellAdmins.class, name = "tell-admins"),
    @JsonSubTypes.Type(value = Effect.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = Effect.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = GuildEffect.Leave.class, name = "leave"),
    @JsonSubTypes.Type(value = AlertEffect.TellOperators.class, name = "tell-operators"),
    @JsonSubTypes.Type(value = AlertEffect.PostAlert.class, name = "post-alert"),
    @JsonSubTypes.Type(value = Effect.React.class, name = "react"),
    @JsonSubTypes.Type(value = GuildEffect.Overwrite.class, name = "overwrite"),
    @JsonSubTypes.Type(value = GuildEffect.PauseInvites.class, name = "pause-invites")
})
@Schema(
        oneOf = {
            Effect.GiveRole.class,
            Effect.TakeRole.class,
            Effect.Rename.class,
            Effect.TimeOut.class,
            Effect.Kick.class,
            Effect.Ban.class,
            Effect.Unban.class,
            Effect.Say.class,
            Effect.Tell.class,
            AlertEffect.TellAdmins.class,
            Effect.Edit.class,
            Effect.Delete.class,
            GuildEffect.Leave.class,
            AlertEffect.TellOperators.class,
            AlertEffect.PostAlert.class,
            Effect.React.class,
            GuildEffect.Overwrite.class,
            GuildEffect.PauseInvites.class
        },
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "give-role", schema = Effect.GiveRole.class),
            @DiscriminatorMapping(value = "take-role", schema = Effect.TakeRole.class),
            @DiscriminatorMapping(value = "rename", schema = Effect.Rename.class),
            @DiscriminatorMapping(value = "time-out", schema = Effect.TimeOut.class),
            @DiscriminatorMapping(value = "kick", schema = Effect.Kick.class),
            @DiscriminatorMapping(value = "ban", schema = Effect.Ban.class),
            @DiscriminatorMapping(value = "unban", schema = Effect.Unban.class),
            @DiscriminatorMapping(value = "say", schema = Effect.Say.class),
            @DiscriminatorMapping(value = "tell", schema = Effect.Tell.class),
            @DiscriminatorMapping(value = "tell-admins", schema = AlertEffect.TellAdmins.class),
            @DiscriminatorMapping(value = "edit", schema = Effect.Edit.class),
            @DiscriminatorMapping(value = "delete", schema = Effect.Delete.class),
            @DiscriminatorMapping(value = "leave", schema = GuildEffect.Leave.class),
            @DiscriminatorMapping(
                    value = "tell-operators",
                    schema = AlertEffect.TellOperators.class),
            @DiscriminatorMapping(value = "post-alert", schema = AlertEffect.PostAlert.class),
            @DiscriminatorMapping(value = "react", schema = Effect.React.class),
            @DiscriminatorMapping(value = "overwrite", schema = GuildEffect.Overwrite.class),
            @DiscriminatorMapping(value = "pause-invites", schema = GuildEffect.PauseInvites.class)
        })
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Effect
        permits AlertEffect,
                Effect.Ban,
                Effect.Delete,
                Effect.Edit,
                Effect.GiveRole,
                Effect.Kick,
                Effect.React,
                Effect.Rename,
                Effect.Say,
                Effect.TakeRole,
                Effect.Tell,
                Effect.TimeOut,
                Effect.Unban,
                GuildEffect {

    /** Which one of them it is, for people and metrics. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What it is done to; effects on one target happen in the order in which they were asked. */
    default String target() {
        return switch (this) {
            case GiveRole(var user, _) -> "member:" + user;
            case TakeRole(var user, _) -> "member:" + user;
            case Rename(var user, _) -> "member:" + user;
            case TimeOut(var user, _) -> "member:" + user;
            case Kick(var user) -> "member:" + user;
            case Ban(var user, _) -> "member:" + user;
            case Unban(var user) -> "member:" + user;
            case Say(var channel, _, _) -> "channel:" + channel;
            case Tell(var user, _, _) -> "direct:" + user;
            case Edit(_, var message, _, _) -> "message:" + message;
            case Delete(_, var message) -> "message:" + message;
            case React(_, var message, _) -> "message:" + message;
            case GuildEffect.Overwrite(var channel, _, _, _, _) -> "channel:" + channel;
            case GuildEffect.PauseInvites _, GuildEffect.Leave _ -> "guild";
            case AlertEffect.TellAdmins _ -> "admins";
            case AlertEffect.TellOperators _ -> "operators";
            case AlertEffect.PostAlert _ -> "webhook";
        };
    }

    /** Whether it adds a message, which changes nothing that another effect is about. */
    default boolean addsMessage() {
        return this instanceof Say
                || this instanceof Tell
                || this instanceof AlertEffect.TellAdmins;
    }

    /** What files the message that it shows is sent with; drawn when it is delivered. */
    default List<Attachment> files() {
        return switch (this) {
            case Say(_, var content, _) -> content.files();
            case Tell(_, var content, _) -> content.files();
            case Edit(_, _, var content, _) -> content.files();
            default -> List.of();
        };
    }

    /** The member has the role. */
    record GiveRole(UserId user, RoleId role) implements Effect {

        public GiveRole {
            Required.field("user", user);
            Required.field("role", role);
        }
    }

    /** The member has the role no longer. */
    record TakeRole(UserId user, RoleId role) implements Effect {

        public TakeRole {
            Required.field("user", user);
            Required.field("role", role);
        }
    }

    /**
     * The member is called that.
     *
     * @param nickname 1 to 32 characters; {@code null}: none, the display name shows again
     */
    record Rename(UserId user, @Nullable String nickname) implements Effect {

        private static final int MOST = 32;

        public Rename {
            Required.field("user", user);
            if (nickname != null && (nickname.isBlank() || Required.characters(nickname) > MOST)) {
                throw new IllegalArgumentException("A nickname has 1 to 32 characters.");
            }
        }
    }

    /**
     * The member may not write or speak until then.
     *
     * @param until at most 28 days ahead when it is done; {@code null}: free to speak
     */
    record TimeOut(UserId user, @Nullable Instant until) implements Effect {

        public TimeOut {
            Required.field("user", user);
        }
    }

    /** The person is no member; they may come back. */
    record Kick(UserId user) implements Effect {

        public Kick {
            Required.field("user", user);
        }
    }

    /**
     * The person is banned.
     *
     * @param erase how far back their messages go with them, in seconds: 0 to 604,800
     */
    record Ban(UserId user, int erase) implements Effect {

        private static final long LONGEST = Duration.ofDays(7).toSeconds();

        public Ban {
            Required.field("user", user);
            if (erase < 0 || erase > LONGEST) {
                throw new IllegalArgumentException("A ban erases the last 0 to 604,800 seconds.");
            }
        }
    }

    /** The person is not banned. */
    record Unban(UserId user) implements Effect {

        public Unban {
            Required.field("user", user);
        }
    }

    /** A message in a channel, sent exactly once. */
    record Say(ChannelId channel, Content content, @Nullable Source source) implements Effect {

        public Say {
            Required.field("channel", channel);
            Required.field("content", content);
        }
    }

    /** A direct message, sent exactly once. */
    record Tell(UserId user, Content content, @Nullable Source source) implements Effect {

        public Tell {
            Required.field("user", user);
            Required.field("content", content);
        }
    }

    /** A message of ours shows that. */
    record Edit(ChannelId channel, MessageId message, Content content, @Nullable Source source)
            implements Effect {

        public Edit {
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("content", content);
        }
    }

    /**
     * The bot's reaction stands under the message.
     *
     * @param emoji the sign itself, or a server's own as {@code name:id}
     */
    record React(ChannelId channel, MessageId message, String emoji) implements Effect {

        private static final Pattern EMOJI =
                Pattern.compile("[A-Za-z0-9_]{2,32}:[0-9]{15,20}|(?=.*[^ -~])[^\\s/:]{1,32}");

        public React {
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("emoji", emoji);
            if (!EMOJI.matcher(emoji).matches()) {
                throw new IllegalArgumentException(
                        "An emoji is the sign itself or name:id, not '%s'.".formatted(emoji));
            }
        }
    }

    /** The message is gone. */
    record Delete(ChannelId channel, MessageId message) implements Effect {

        public Delete {
            Required.field("channel", channel);
            Required.field("message", message);
        }
    }

    /**
     * Whose buttons a message carries; needed where it has any.
     *
     * @param path the command that gets their state back
     * @param owner the only person who may use them
     */
    record Source(CommandPath path, UserId owner) {

        public Source {
            Required.field("path", path);
            Required.field("owner", owner);
        }
    }
}
