package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.chat.Reactions;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Emoji;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Reaction;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Reactions: the bot's own, and everybody's where it may manage messages. */
@Singleton
class ReactionEndpoints implements EndpointGroup {
    private static final String ALL = "/channels/{channel}/messages/{message}/reactions";
    private static final String EMOJI = ALL + "/{emoji}";
    private static final Pattern CUSTOM = Pattern.compile("(?:a:)?(\\w{2,32}):(\\d{1,20})");
    private static final Duration QUARTER = Duration.ofMillis(250);

    private final World world;
    private final GuildShapes shapes;
    private final Reactions reactions;
    private final Authority authority;

    ReactionEndpoints(World world, GuildShapes shapes, Reactions reactions, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.reactions = reactions;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        var manage = Permission.MANAGE_MESSAGES;
        routes.bot("PUT", EMOJI + "/@me", 1, QUARTER, call -> done(call, 0, this::add));
        routes.bot("DELETE", EMOJI + "/@me", 1, QUARTER, call -> done(call, 0, this::removeOwn));
        routes.bot(
                "DELETE",
                EMOJI + "/{user}",
                1,
                QUARTER,
                call -> done(call, manage, this::removeOthers));
        routes.bot("GET", EMOJI, this::list);
        routes.bot("DELETE", EMOJI, 1, QUARTER, call -> done(call, manage, this::removeEmoji));
        routes.bot(
                "DELETE",
                ALL,
                1,
                QUARTER,
                call -> done(call, manage, (_, message) -> reactions.removeAll(message)));
    }

    private EndpointAnswer done(Call call, long wanted, BiConsumer<Call, Message> deed) {
        world.change(() -> deed.accept(call, message(call, wanted)));
        return EndpointAnswer.nothing();
    }

    private Message message(Call call, long wanted) {
        var channel = authority.textual(call, Permission.READ_MESSAGE_HISTORY | wanted);
        return world.messages
                .find(channel.id(), call.id("message"))
                .filter(message -> !message.ephemeral())
                .orElseThrow(DiscordError::unknownMessage);
    }

    /** The emoji in the path, as a reaction names it: the sign itself, or name and id. */
    private String emoji(Call call) {
        var text = call.text("emoji");
        var custom = CUSTOM.matcher(text);
        if (custom.matches()) {
            return Snowflake.parse(custom.group(2))
                    .flatMap(world.emojis::find)
                    .map(ReactionEndpoints::named)
                    .orElseThrow(ReactionEndpoints::unknown);
        }
        var signs =
                text.codePoints().anyMatch(each -> each >= 0x2000 || each == 0xA9 || each == 0xAE);
        if (!signs || text.length() > 32) throw unknown();
        return text;
    }

    private static String named(Emoji emoji) {
        return emoji.name() + ":" + emoji.id();
    }

    private static DiscordError unknown() {
        return DiscordError.of(400, 10014, "Unknown Emoji");
    }

    /** To be the first with an emoji takes a permission of its own. */
    private void add(Call call, Message message) {
        var emoji = emoji(call);
        if (Reactions.find(message, emoji).isEmpty()) {
            authority.channel(call, Permission.ADD_REACTIONS);
        }
        reactions.add(message, call.user(), emoji);
    }

    private void removeOwn(Call call, Message message) {
        reactions.remove(message, call.user(), emoji(call));
    }

    private void removeOthers(Call call, Message message) {
        reactions.remove(message, call.id("user"), emoji(call));
    }

    private void removeEmoji(Call call, Message message) {
        reactions.removeEmoji(message, emoji(call));
    }

    private EndpointAnswer list(Call call) {
        var limit = call.limit(25, 100);
        var after = call.querySnowflake("after").orElse(new Snowflake(0));
        return EndpointAnswer.ok(
                world.change(() -> {
                    var message = message(call, 0);
                    var users =
                            Reactions.find(message, emoji(call)).map(Reaction::users).stream()
                                    .flatMap(List::stream)
                                    .filter(id -> id.compareTo(after) > 0)
                                    .sorted()
                                    .limit(limit)
                                    .map(world.users::find)
                                    .flatMap(Optional<User>::stream)
                                    .toList();
                    return GuildShapes.list(users, shapes::user);
                }));
    }
}
