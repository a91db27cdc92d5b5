package dev.holdfast.kit.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.GuildProfile;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.MemberPage;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.ReactionPage;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads from Discord through the gateway, which caches for seconds and keeps Discord's limits;
 * {@link DiscordRead.Found#asOf} is the age. Blocks for up to 10 s; not inside a unit of work.
 * Thread-safe.
 */
@Singleton
public final class DiscordReader {

    /** When Discord was asked, by the gateway's clock. */
    public static final String AS_OF = "Holdfast-As-Of";

    /** What Discord says later, the gateway has for whoever asks next. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int LARGEST_AVATAR = 1 << 20;

    private final GatewayEndpoints gateways;
    private final ObjectMapper json;

    DiscordReader(GatewayEndpoints gateways, ObjectMapper json) {
        this.gateways = gateways;
        // A gateway of a newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * A page of the guild's members, in the order of their ids.
     *
     * @param after the last one of the page before; {@code null}: from the beginning
     * @param limit 1 to 1,000
     */
    public DiscordRead<MemberPage> members(
            GuildId guild, @Nullable UserId after, int limit, Urgency urgency)
            throws InterruptedException {
        var path = "%s/members?limit=%d%s".formatted(path(guild), limit, after(after));
        return read(path, urgency, MemberPage.class);
    }

    /** One member; missing where they are none. */
    public DiscordRead<GuildMember> member(GuildId guild, UserId user, Urgency urgency)
            throws InterruptedException {
        return read(path(guild) + "/members/" + user, urgency, GuildMember.class);
    }

    /** The guild's roles, with the bot's place among them. */
    public DiscordRead<GuildRoles> roles(GuildId guild, Urgency urgency)
            throws InterruptedException {
        return read(path(guild) + "/roles", urgency, GuildRoles.class);
    }

    /** The guild's name, owner, features and picture. */
    public DiscordRead<GuildProfile> guild(GuildId guild, Urgency urgency)
            throws InterruptedException {
        return read(path(guild), urgency, GuildProfile.class);
    }

    /**
     * A page of those who reacted to a message of the guild's, in the order of their ids.
     *
     * @param emoji the sign itself, or {@code name:id}
     * @param after the last one of the page before; {@code null}: from the beginning
     */
    public DiscordRead<ReactionPage> reactions(
            GuildId guild,
            ChannelId channel,
            MessageId message,
            String emoji,
            @Nullable UserId after,
            Urgency urgency)
            throws InterruptedException {
        var path =
                "%s/channels/%s/messages/%s/reactions/%s?limit=%d%s"
                        .formatted(
                                path(guild),
                                channel,
                                message,
                                URLEncoder.encode(emoji, StandardCharsets.UTF_8)
                                        .replace("+", "%20"),
                                ReactionPage.MOST,
                                after(after));
        return read(path, urgency, ReactionPage.class);
    }

    /**
     * A person's avatar as a picture of at most 1 MiB; Discord's own where they have none.
     *
     * @param guild on whose behalf
     * @param size in pixels: 16, 32, 64, 128, 256 or 512
     */
    public DiscordRead<byte[]> avatar(GuildId guild, UserId user, int size, Urgency urgency)
            throws InterruptedException {
        var path = "%s/users/%s/avatar?size=%d".formatted(path(guild), user, size);
        return read(path, urgency, DiscordReader::avatar);
    }

    private static String path(GuildId guild) {
        return "/discord/guilds/" + guild;
    }

    private static String after(@Nullable UserId after) {
        return after == null ? "" : "&after=" + after;
    }

    private interface Body<T> {
        T read(InputStream body) throws IOException;
    }

    private <T> DiscordRead<T> read(String path, Urgency urgency, Class<T> type)
            throws InterruptedException {
        return read(path, urgency, body -> json.readValue(body, type));
    }

    private <T> DiscordRead<T> read(String path, Urgency urgency, Body<T> body)
            throws InterruptedException {
        try {
            var answer =
                    gateways.ask(
                            path,
                            TIMEOUT,
                            request -> request.header(Urgency.HEADER, urgency.header()).GET(),
                            DeadlineStream.within(TIMEOUT));
            try (var stream = answer.body()) {
                return answer.statusCode() == 200
                        ? new DiscordRead.Found<>(body.read(stream), asOf(answer))
                        : no(answer, stream);
            }
        } catch (IOException e) {
            return new DiscordRead.Away<>(e.toString(), Duration.ZERO);
        }
    }

    /** Only what the gateway says that Discord said counts as a no. */
    private <T> DiscordRead<T> no(HttpResponse<?> answer, InputStream body) {
        try {
            var problem = json.readValue(body, Problem.class);
            if (problem.is(Problem.Kind.NOT_ON_DISCORD)) {
                return new DiscordRead.Missing<>(problem.detail());
            }
            if (problem.is(Problem.Kind.FORBIDDEN_BY_DISCORD)) {
                return new DiscordRead.Forbidden<>(problem.detail());
            }
            return new DiscordRead.Away<>(problem.detail(), GatewayEndpoints.retryAfter(answer));
        } catch (IOException _) { // no problem+json
            var why = "HTTP %d from %s".formatted(answer.statusCode(), answer.uri());
            return new DiscordRead.Away<>(why, GatewayEndpoints.retryAfter(answer));
        }
    }

    private static Instant asOf(HttpResponse<?> answer) throws IOException {
        return answer.headers()
                .firstValue(AS_OF)
                .map(Instant::parse)
                .orElseThrow(() -> new IOException("the gateway does not say of when that is"));
    }

    private static byte[] avatar(InputStream body) throws IOException {
        var bytes = body.readNBytes(LARGEST_AVATAR + 1);
        if (bytes.length > LARGEST_AVATAR) {
            throw new IOException("an avatar of more than 1 MiB");
        }
        return bytes;
    }
}
