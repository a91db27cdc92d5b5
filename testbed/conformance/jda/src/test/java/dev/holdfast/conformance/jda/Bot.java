package dev.holdfast.conformance.jda;

import dev.holdfast.conformance.ConformanceSandbox;
import dev.holdfast.conformance.OneBot.OnGround;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionController;

/** JDA, logged in to a sandbox of its own; its only settings are the token and the address. */
final class Bot implements OnGround, AutoCloseable {
    private static final int LOGIN_SECONDS = 30;

    final ConformanceSandbox conformanceSandbox;
    final JDA jda;

    private Bot(ConformanceSandbox conformanceSandbox, JDA jda) {
        this.conformanceSandbox = conformanceSandbox;
        this.jda = jda;
    }

    static Bot start() {
        try {
            var conformanceSandbox = ConformanceSandbox.start();
            var ready = new CountDownLatch(1);
            EventListener listener =
                    event -> {
                        if (event instanceof ReadyEvent) ready.countDown();
                    };
            var bot =
                    new Bot(
                            conformanceSandbox,
                            builder(conformanceSandbox).addEventListeners(listener).build());
            if (!ready.await(LOGIN_SECONDS, TimeUnit.SECONDS)) {
                bot.close();
                throw new IllegalStateException("JDA is not ready");
            }
            bot.guild().updateCommands().addCommands(Vocabulary.all()).complete();
            return bot;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JDABuilder builder(ConformanceSandbox conformanceSandbox) {
        return JDABuilder.create(conformanceSandbox.token(), EnumSet.allOf(GatewayIntent.class))
                .setRestConfig(rest(conformanceSandbox))
                .setSessionController(sessions(conformanceSandbox))
                .setMemberCachePolicy(MemberCachePolicy.ALL)
                .setChunkingFilter(ChunkingFilter.ALL)
                .setEnableShutdownHook(false);
    }

    static RestConfig rest(ConformanceSandbox conformanceSandbox) {
        return new RestConfig().setBaseUrl(conformanceSandbox.url() + "/api/v10/");
    }

    /** JDA asks nobody where the gateway is, but lets its users say it. */
    static SessionController sessions(ConformanceSandbox conformanceSandbox) {
        return new ConcurrentSessionController() {
            @Override
            public String getGateway() {
                return "ws://" + conformanceSandbox.url().getAuthority() + "/";
            }
        };
    }

    Guild guild() {
        return present(jda.getGuildById(conformanceSandbox.guildState().id()));
    }

    TextChannel channel(String name) {
        return guild().getTextChannelsByName(name, false).getFirst();
    }

    static <T> T present(@org.jspecify.annotations.Nullable T value) {
        return java.util.Objects.requireNonNull(value);
    }

    /** Answers a slash command so. */
    void answer(String command, Consumer<SlashCommandInteractionEvent> answer) {
        on(SlashCommandInteractionEvent.class, event -> event.getName().equals(command), answer);
    }

    <E extends GenericEvent> void on(Class<E> type, Predicate<E> wanted, Consumer<E> deed) {
        jda.addEventListener(
                (EventListener)
                        event -> {
                            if (type.isInstance(event) && wanted.test(type.cast(event))) {
                                deed.accept(type.cast(event));
                            }
                        });
    }

    /** From now on events that fit are collected. */
    <E extends GenericEvent> BlockingQueue<E> hear(Class<E> type, Predicate<E> wanted) {
        var heard = new LinkedBlockingQueue<E>();
        on(type, wanted, heard::add);
        return heard;
    }

    @Override
    public ConformanceSandbox conformanceSandbox() {
        return conformanceSandbox;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        jda.shutdownNow();
        var _ = jda.awaitShutdown(java.time.Duration.ofSeconds(10));
        conformanceSandbox.close();
    }
}
