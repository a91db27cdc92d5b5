package dev.holdfast.conformance.discord4j;

import dev.holdfast.conformance.ConformanceSandbox;
import dev.holdfast.conformance.OneBot.OnGround;
import discord4j.common.ReactorResources;
import discord4j.common.util.Snowflake;
import discord4j.core.DiscordClientBuilder;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.Event;
import discord4j.core.event.domain.interaction.ChatInputInteractionEvent;
import discord4j.core.object.entity.Guild;
import discord4j.core.object.entity.channel.TextChannel;
import discord4j.core.shard.GatewayBootstrap;
import discord4j.discordjson.json.ApplicationCommandData;
import discord4j.discordjson.json.ApplicationCommandRequest;
import discord4j.gateway.GatewayOptions;
import discord4j.gateway.intent.IntentSet;
import discord4j.rest.request.RouterOptions;
import discord4j.rest.service.ApplicationService;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Discord4J, logged in to a sandbox of its own; its only settings are the token and the address.
 */
final class Bot implements OnGround, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final ConformanceSandbox conformanceSandbox;
    final GatewayDiscordClient client;
    final long application;

    private Bot(ConformanceSandbox conformanceSandbox, GatewayDiscordClient client) {
        this.conformanceSandbox = conformanceSandbox;
        this.client = client;
        application = done(client.getRestClient().getApplicationId());
    }

    static Bot start() {
        try {
            var conformanceSandbox = ConformanceSandbox.start();
            var bot = new Bot(conformanceSandbox, done(gateway(conformanceSandbox).login()));
            done(
                    bot.applications()
                            .bulkOverwriteGuildApplicationCommand(
                                    bot.application, bot.guildId().asLong(), Vocabulary.all())
                            .collectList());
            return bot;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static GatewayBootstrap<GatewayOptions> gateway(ConformanceSandbox conformanceSandbox) {
        var plain = HttpClient.create().compress(true).followRedirect(true);
        return DiscordClientBuilder.create(conformanceSandbox.token())
                .setReactorResources(ReactorResources.builder().httpClient(plain).build())
                .setExtraOptions(options -> at(conformanceSandbox.url() + "/api/v10", options))
                .build()
                .gateway()
                .setEnabledIntents(IntentSet.all());
    }

    private static RouterOptions at(String address, RouterOptions usual) {
        return new RouterOptions(
                usual.getToken(),
                usual.getReactorResources(),
                usual.getExchangeStrategies(),
                usual.getResponseTransformers(),
                usual.getGlobalRateLimiter(),
                usual.getRequestQueueFactory(),
                address);
    }

    static <T> T done(Mono<T> deed) {
        return Objects.requireNonNull(deed.block(PATIENCE));
    }

    /** Waits for the end of what gives nothing back. */
    static void over(Mono<Void> deed) {
        var _ = deed.block(PATIENCE);
    }

    Snowflake guildId() {
        return Snowflake.of(conformanceSandbox.guildState().id());
    }

    Guild guild() {
        return done(client.getGuildById(guildId()));
    }

    TextChannel channel(String name) {
        var id = Snowflake.of(conformanceSandbox.guildState().channel(name));
        return done(client.getChannelById(id).ofType(TextChannel.class));
    }

    ApplicationService applications() {
        return client.getRestClient().getApplicationService();
    }

    /** Registers a command of the first guild. */
    ApplicationCommandData register(ApplicationCommandRequest command) {
        return done(
                applications()
                        .createGuildApplicationCommand(application, guildId().asLong(), command));
    }

    /** Answers a slash command so. */
    void answer(String command, Function<ChatInputInteractionEvent, Publisher<?>> answer) {
        on(
                ChatInputInteractionEvent.class,
                event -> event.getCommandName().equals(command),
                answer);
    }

    <E extends Event> void on(Class<E> type, Predicate<E> wanted, Function<E, Publisher<?>> deed) {
        client.on(type)
                .filter(wanted)
                .flatMap(event -> Flux.from(deed.apply(event)).then().onErrorResume(Bot::told))
                .subscribe();
    }

    private static Mono<Void> told(Throwable failed) {
        System.getLogger("conformance").log(System.Logger.Level.ERROR, "not answered", failed);
        return Mono.empty();
    }

    /** From now on events that fit are collected. */
    <E extends Event> BlockingQueue<E> hear(Class<E> type, Predicate<E> wanted) {
        var heard = new LinkedBlockingQueue<E>();
        client.on(type).filter(wanted).subscribe(heard::add);
        return heard;
    }

    static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    @Override
    public ConformanceSandbox conformanceSandbox() {
        return conformanceSandbox;
    }

    @Override
    public void close() throws Exception {
        over(client.logout());
        conformanceSandbox.close();
    }
}
