package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.dispatch.DeferredDispatch;
import dev.holdfast.gateway.dispatch.Dispatch;
import dev.holdfast.gateway.dispatch.OperationScopes;
import dev.holdfast.gateway.dispatch.ReplayHandler.Progress;
import dev.holdfast.gateway.dispatch.ReplyFiles;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.guild.ReplyPermissions;
import dev.holdfast.gateway.limit.Limits;
import dev.holdfast.gateway.permission.TypedRights;
import dev.holdfast.gateway.rendering.Placeholders;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs commands typed into messages and has their answers sent, unless the bot may not answer
 * there: then nothing is run. Safe for any thread.
 */
@Singleton
record TypedCommands(
        CatalogUpdater catalogs,
        Guilds guilds,
        TypedRights rights,
        CommandPrefixes beginnings,
        DiscordRest rest,
        Dispatch dispatch,
        DeferredDispatch patience,
        ReplyFiles files,
        ChannelReplies replies,
        TypedNotes notes,
        Limits limits,
        OperationScopes arrivals,
        ClosedChannels closed,
        Placeholders placeholders,
        CommandSuggestions guesses) {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Locale LOCALE = Locale.forLanguageTag("en-US");

    private static final Texts TEXTS = Texts.of("prefix");

    /** What it takes to answer one message. */
    private record Place(CommandMessage asked, MessageTurn turn, ReplyPermissions voice) {

        TypedMessage message() {
            return asked.message();
        }
    }

    /** Brings it as far as it can be brought now. */
    Progress attempt(CommandMessage asked) throws InterruptedException {
        var turn =
                catalogs.current().isEmpty() ? Optional.<MessageTurn>empty() : replies.take(asked);
        if (turn.isEmpty()) {
            return Progress.AGAIN;
        }
        var progress = Progress.AGAIN;
        try {
            progress = attempt(asked, turn.get());
            return progress;
        } finally {
            if (progress != Progress.UNDER_WAY) {
                replies.leave(turn.get());
            }
        }
    }

    private Progress attempt(CommandMessage asked, MessageTurn turn) throws InterruptedException {
        if (asked.isReplay()) {
            var answered = replies.isAnswered(asked.message());
            if (answered.isEmpty() || answered.get()) {
                return answered.isEmpty() ? Progress.AGAIN : Progress.OVER;
            }
        }
        var voice = guilds.voice(asked.message().guild(), asked.message().channel());
        if (voice.isEmpty()) {
            return Progress.AGAIN;
        }
        if (!voice.get().speaks()) {
            LOG.debugf("message %s is not run: there is no answering there", asked.id());
            closed.tell(asked.message());
            return Progress.OVER;
        }
        var place = new Place(asked, turn, voice.get());
        var refusal = asked.isReplay() ? Optional.<String>empty() : refusal(asked.message());
        if (refusal.isPresent()) {
            // Whoever goes on all the same gets no more answers for others to read.
            return limits.allowsTelling(asked.message().author())
                    ? say(place, refusal.get())
                    : Progress.OVER;
        }
        return understand(place);
    }

    private Optional<String> refusal(TypedMessage message) {
        return limits.refusal(message.guild(), message.author(), LOCALE);
    }

    private Progress say(Place place, String sentence) {
        var card = Content.card(Card.sentence(Card.Kind.WAIT, sentence));
        var body = placeholders.filled(Rendering.message(card), place.message().guild());
        replies.answer(
                place.turn(), PendingReply.sentence(place.message(), body, place.voice().refers()));
        return Progress.UNDER_WAY;
    }

    /**
     * What was made of it before is not made anew: prefix, people and commands may have changed.
     */
    private Progress understand(Place place) throws InterruptedException {
        var before = notes.invocation(place.asked().event());
        if (before.isPresent()) {
            var listed = catalogs.current().find(before.get().path());
            return listed.isPresent() ? run(place, listed.get(), before.get()) : Progress.AGAIN;
        }
        var said = beginnings.read(place.message());
        return said.isPresent() ? understand(place, said.get()) : Progress.OVER;
    }

    private Progress understand(Place place, CommandPrefixes.Said said)
            throws InterruptedException {
        var text = said.text();
        var named = new GuildMentionResolver(place.message(), guilds, rest);
        var shown = beginnings.shown(place.message());
        var parser = new PrefixParser(catalogs.current(), named, shown, LOCALE);
        var greeting =
                said.isCalled()
                        ? Greeting.read(text, catalogs.current())
                        : Optional.<ParsedMessage>empty();
        return switch (greeting.orElseGet(() -> parser.parse(text, place.message().files()))) {
            case ParsedMessage.Chatter() ->
                    guesses.of(place.message(), shown, text, named)
                            .map(guess -> guess(place, guess))
                            .orElse(Progress.OVER);
            case ParsedMessage.Wrong(var sentence) ->
                    named.isUnsure() ? Progress.AGAIN : say(place, sentence);
            case ParsedMessage.Complete complete -> run(place, complete);
        };
    }

    private Progress guess(Place place, CommandSuggestions.Said guess) {
        var body =
                placeholders.filled(
                        Rendering.reply(guess.reply(), guess.invocation()),
                        place.message().guild());
        replies.answer(
                place.turn(), PendingReply.sentence(place.message(), body, place.voice().refers()));
        return Progress.UNDER_WAY;
    }

    private Progress run(Place place, ParsedMessage.Complete command) throws InterruptedException {
        return switch (rights.of(place.message().typist(), command.listed().path())) {
            case TypedRights.Right.Granted(var permissions) -> {
                var invocation = invocation(place.message(), command, permissions);
                place.turn().understood(notes.refine(place.asked(), invocation));
                yield run(place, command.listed(), invocation);
            }
            case TypedRights.Right.Closed() -> refuse(place, command);
            case TypedRights.Right.Unknown() -> Progress.AGAIN;
        };
    }

    private Progress refuse(Place place, ParsedMessage.Complete command)
            throws InterruptedException {
        var invocation = invocation(place.message(), command, Permissions.NONE);
        var delivery = place.asked().delivery();
        var sentence = TEXTS.say(LOCALE, "closed");
        var refused = dispatch.refused(command.listed(), invocation, delivery, sentence);
        replies.answer(place.turn(), pending(place, command.listed(), invocation, refused.reply()));
        return Progress.UNDER_WAY;
    }

    private Progress run(Place place, CatalogEntry listed, Invocation invocation)
            throws InterruptedException {
        var since = System.nanoTime();
        try (var _ = arrivals.of(invocation, since)) {
            var delivery = place.asked().delivery();
            var progress = new TypedProgress(rest, notes, place.turn(), invocation);
            var dispatched =
                    patience.run(
                            listed,
                            invocation,
                            delivery,
                            since,
                            () -> replies.typing(place.turn()),
                            progress);
            progress.end();
            replies.answer(place.turn(), pending(place, listed, invocation, dispatched.reply()));
            return Progress.UNDER_WAY;
        }
    }

    private PendingReply pending(
            Place place, CatalogEntry listed, Invocation invocation, Reply reply) {
        var body = placeholders.filled(Rendering.reply(reply, invocation), invocation.guild());
        var stay =
                switch (reply) {
                    case Reply.Message _, Reply.Update _, Reply.Modal _ -> ReplyLifetime.KEPT;
                    case Reply.Whisper _ ->
                            listed.spec().kept() ? ReplyLifetime.KEPT : ReplyLifetime.PASSING;
                    case Reply.Question _ -> ReplyLifetime.UNTIL_DECIDED;
                    case Reply.Refusal _ -> ReplyLifetime.PASSING;
                };
        return new PendingReply(
                place.message(),
                body,
                Rendering.withoutFiles(body, invocation),
                files.of(listed, reply),
                place.voice().refers(),
                stay);
    }

    private static Invocation invocation(
            TypedMessage message, ParsedMessage.Complete command, Permissions permissions) {
        return new Invocation(
                        OperationKey.of(message.id()),
                        message.guild(),
                        message.channel(),
                        new Member(message.author(), message.name(), message.roles(), permissions),
                        command.listed().path(),
                        command.options(),
                        null,
                        LOCALE.toLanguageTag())
                .asTyped();
    }
}
