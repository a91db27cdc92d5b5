package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.Catalogs;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.dispatch.Arrivals;
import dev.holdfast.gateway.dispatch.Dispatch;
import dev.holdfast.gateway.dispatch.Files;
import dev.holdfast.gateway.dispatch.InFlight;
import dev.holdfast.gateway.dispatch.Notes;
import dev.holdfast.gateway.dispatch.Patience;
import dev.holdfast.gateway.dispatch.Replay;
import dev.holdfast.gateway.fleet.Delivery;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.guild.Prefixes;
import dev.holdfast.gateway.limit.Limits;
import dev.holdfast.gateway.permission.TypedRights;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.text.Letters;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Runs commands typed into messages. They begin with the guild's prefix, or with a mention of the
 * bot, which works without the right to read messages too. Safe for any thread.
 */
@Singleton
final class PrefixCommands implements EventListener, Replay {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Locale LOCALE = Locale.forLanguageTag("en-US");

    private final Catalogs catalogs;
    private final Guilds guilds;
    private final TypedRights rights;
    private final Prefixes prefixes;
    private final DiscordRest rest;
    private final InFlight inFlight;
    private final Dispatch dispatch;
    private final Patience patience;
    private final Files files;
    private final ChannelReplies replies;
    private final Notes notes;
    private final Limits limits;
    private final Arrivals arrivals;
    private final Avatars avatars;
    private final Guesses guesses;
    private final Texts texts = Texts.of("prefix");

    @Inject
    PrefixCommands(
            Catalogs catalogs,
            Guilds guilds,
            TypedRights rights,
            Prefixes prefixes,
            DiscordRest rest,
            InFlight inFlight,
            Dispatch dispatch,
            Patience patience,
            Files files,
            ChannelReplies replies,
            Notes notes,
            Limits limits,
            Arrivals arrivals,
            Avatars avatars,
            Guesses guesses) {
        this.catalogs = catalogs;
        this.guilds = guilds;
        this.rights = rights;
        this.prefixes = prefixes;
        this.rest = rest;
        this.inFlight = inFlight;
        this.dispatch = dispatch;
        this.patience = patience;
        this.files = files;
        this.replies = replies;
        this.notes = notes;
        this.limits = limits;
        this.arrivals = arrivals;
        this.avatars = avatars;
        this.guesses = guesses;
    }

    @Override
    public void hear(String type, JsonNode data) {
        if ("MESSAGE_CREATE".equals(type)) {
            TypedMessage.of(data).ifPresent(message -> take(message, data));
        }
    }

    /** In a flood of messages commands are dropped rather than queued without bound. */
    private void take(TypedMessage message, JsonNode data) {
        if (inFlight.start(() -> look(message, data)) != InFlight.Taken.YES) {
            LOG.warnf("message %s not looked at: too much to do", message.id());
        }
    }

    private void look(TypedMessage message, JsonNode data) {
        try {
            look(message, () -> begins(message, data));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            LOG.warnf("message %s given up: stopping", message.id());
        }
    }

    /** Empty where it is not to be run. */
    private Optional<Delivery> begins(TypedMessage message, JsonNode data) {
        var begun = notes.begin(kind(), message.id(), data);
        if (begun == Notes.Begun.BEFORE) {
            return Optional.empty();
        }
        var refusal = refusal(message);
        if (refusal.isPresent()) {
            // Whoever goes on all the same gets no more answers for others to read.
            if (limits.allowsTelling(message.author())) {
                replies.sendPassing(message, refusal.get());
            }
            notes.done(message.id());
        }
        return refusal.isEmpty() ? Optional.of(begun.delivery()) : Optional.empty();
    }

    private Optional<String> refusal(TypedMessage message) {
        return limits.refusal(message.guild(), message.author(), LOCALE);
    }

    @Override
    public String kind() {
        return "message";
    }

    /** Discord recognises a second reply for some minutes only, so it is looked for. */
    @Override
    public boolean replay(JsonNode data) throws InterruptedException {
        avatars.note(data);
        var message = TypedMessage.of(data);
        if (message.isPresent()) {
            var answered = replies.isAnswered(message.get());
            if (answered.isEmpty()) {
                return false;
            }
            if (!answered.get()) {
                look(message.get(), () -> Optional.of(Delivery.REPEATED));
            }
        }
        return !Thread.currentThread().isInterrupted();
    }

    private void look(TypedMessage message, Supplier<Optional<Delivery>> begins)
            throws InterruptedException {
        var prefix = prefix(message);
        if (prefix.isEmpty()) {
            return;
        }
        var text = message.text().substring(prefix.get().length()).strip();
        var named = new NamedHere(message, guilds, rest);
        var shown = prefixes.of(message.guild());
        var parser = new PrefixParser(catalogs.current(), named, shown, LOCALE);
        var greeting =
                prefix.get().equals(shown)
                        ? Optional.<Typed>empty()
                        : Greeting.read(text, catalogs.current());
        switch (greeting.orElseGet(() -> parser.parse(text, message.files()))) {
            case Typed.Chatter() -> {
                if (guesses.mayBe(message, text)) {
                    guesses.of(message, shown, text, named)
                            .ifPresent(said ->
                                    replies.send(
                                            message, said.invocation(), said.reply(), List.of()));
                }
            }
            case Typed.Wrong(var sentence) -> {
                if (refusal(message).isEmpty()) {
                    replies.sendPassing(message, sentence);
                }
            }
            case Typed.Complete complete -> {
                var delivery = begins.get();
                if (delivery.isPresent()) {
                    run(message, complete, delivery.get());
                    notes.done(message.id());
                }
            }
        }
    }

    private Optional<String> prefix(TypedMessage message) {
        var self = rest.self();
        return Stream.of("<@" + self + ">", "<@!" + self + ">", prefixes.of(message.guild()))
                .flatMap(each -> Letters.beginning(message.text(), each).stream())
                .findFirst()
                .or(() -> Greeting.whole(message));
    }

    private void run(TypedMessage message, Typed.Complete command, Delivery delivery)
            throws InterruptedException {
        switch (rights.of(message.typist(), command.listed().path())) {
            case TypedRights.Right.Granted(var permissions) ->
                    run(command, message, invocation(message, command, permissions), delivery);
            case TypedRights.Right.Closed() -> refuse(message, command, delivery, "closed");
            case TypedRights.Right.Unknown() -> refuse(message, command, delivery, "learning");
        }
    }

    private void refuse(TypedMessage message, Typed.Complete command, Delivery delivery, String key)
            throws InterruptedException {
        var invocation = invocation(message, command, Permissions.NONE);
        var sentence = texts.say(LOCALE, key);
        var refused = dispatch.refused(command.listed(), invocation, delivery, sentence);
        replies.send(message, invocation, refused.reply(), List.of());
    }

    private void run(
            Typed.Complete command, TypedMessage message, Invocation invocation, Delivery delivery)
            throws InterruptedException {
        var since = System.nanoTime();
        try (var _ = arrivals.of(invocation, since)) {
            var reply =
                    patience.run(
                                    command.listed(),
                                    invocation,
                                    delivery,
                                    since,
                                    () -> replies.typing(message))
                            .reply();
            replies.send(message, invocation, reply, files.of(command.listed(), reply));
        }
    }

    private static Invocation invocation(
            TypedMessage message, Typed.Complete command, Permissions permissions) {
        return new Invocation(
                OperationKey.of(message.id()),
                message.guild(),
                message.channel(),
                new Member(message.author(), message.name(), message.roles(), permissions),
                command.listed().path(),
                command.options(),
                null,
                LOCALE.toLanguageTag());
    }
}
