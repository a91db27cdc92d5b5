package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.shard.ResumableSession;
import dev.holdfast.gateway.shard.Shard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every frame that arrives: it keeps the pulse and the state of the connection, and gives events to
 * their listeners. Called by the socket's reading thread.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events">Discord: gateway
 *     events</a>
 */
final class FrameReader {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final Duration BRIEF = Duration.ofSeconds(10);
    private static final int DISPATCH = 0;
    private static final int INVALID_SESSION = 9;
    private static final int HELLO = 10;
    private static final int ACKNOWLEDGED = 11;

    private final Shard shard;
    private final ObjectMapper json;
    private final DiscordAddress address;
    private final ConnectionLiveness pulse;
    private final long self;
    private final Set<String> extra;
    private final List<EventListener> listeners;
    private volatile AckTracker unsettled = new AckTracker();
    private final Consumer<ResumableSession> beginning;
    private final Consumer<FatalClose> refusal;
    private volatile ConnectionState state = new ConnectionState.Starting();
    private volatile @Nullable ResumableSession session;
    private volatile long heard;
    private volatile long connected;
    private volatile boolean brief;

    /**
     * Hears nothing yet.
     *
     * @param self the bot's own id
     * @param extra the intents that a session that begins here has besides those of every one
     * @param beginning is given a new session before anything of it is heard
     */
    FrameReader(
            Shard shard,
            ObjectMapper json,
            DiscordAddress address,
            ConnectionLiveness pulse,
            long self,
            Set<String> extra,
            List<EventListener> listeners,
            Consumer<ResumableSession> beginning,
            Consumer<FatalClose> refusal) {
        this.shard = shard;
        this.json = json;
        this.address = address;
        this.pulse = pulse;
        this.self = self;
        this.extra = extra;
        this.listeners = listeners;
        this.beginning = beginning;
        this.refusal = refusal;
    }

    /** Takes a frame and returns what Javacord is to know of it. */
    String take(String text) throws JsonProcessingException {
        var frame = json.readTree(text);
        switch (frame.path("op").asInt(-1)) {
            case HELLO ->
                    pulse.hello(
                            Duration.ofMillis(frame.path("d").path("heartbeat_interval").asLong()));
            case ACKNOWLEDGED -> pulse.acknowledged();
            case INVALID_SESSION -> session = null;
            case DISPATCH -> {
                return dispatched(frame, text);
            }
            default -> LOG.tracef("frame of kind %s", frame.path("op"));
        }
        return text;
    }

    /**
     * A session that began elsewhere goes on here.
     *
     * @return what Javacord is to know of its beginning
     */
    String resume(ResumableSession earlier) {
        LOG.infof("shard %s: going on with session %s", shard, earlier.id());
        listeners.forEach(listener -> listener.take(shard));
        heard = earlier.sequence();
        session = earlier;
        var user = json.createObjectNode().put("id", Long.toString(self));
        return dispatch(
                "READY", heard, known(earlier, user.put("username", "").put("discriminator", "0")));
    }

    /** The session with nothing of it heard; empty where there is none. */
    Optional<ResumableSession> begun() {
        return Optional.ofNullable(session);
    }

    /** The session as far as its events have been handed on; empty where there is none. */
    Optional<ResumableSession> session() {
        return Optional.ofNullable(session).map(known -> known.after(unsettled.upTo(heard)));
    }

    /** Nothing of this shard will be heard here any more. */
    void left() {
        listeners.forEach(listener -> listener.leave(shard));
    }

    /** The connection is gone. */
    void lost(Optional<FatalClose> fatal) {
        pulse.restart();
        if (fatal.isPresent()) {
            state = new ConnectionState.Refused(fatal.get().fix());
            refusal.accept(fatal.get());
            return;
        }
        LOG.infof("shard %s: connection to Discord lost; resuming", shard);
        brief = System.nanoTime() - connected < BRIEF.toNanos();
        state = state.lost();
    }

    /** Whether the last connection broke soon after it stood. */
    boolean wasBrief() {
        return brief;
    }

    ConnectionState state() {
        return state;
    }

    private String dispatched(JsonNode frame, String text) {
        var type = frame.path("t").asText();
        var data = frame.path("d");
        var sequence = frame.path("s").asLong();
        var known = text;
        switch (type) {
            case "READY" -> {
                unsettled = new AckTracker();
                known = dispatch(type, sequence, ready(data, sequence));
            }
            case "RESUMED" -> connected(type);
            default -> {
                tell(type, data, sequence);
                known = dispatch("TAKEN", sequence, "null");
            }
        }
        heard = sequence;
        return known;
    }

    private static String dispatch(String type, long sequence, String data) {
        return "{\"op\":0,\"t\":\"%s\",\"s\":%d,\"d\":%s}".formatted(type, sequence, data);
    }

    /** Javacord gets what it needs to resume, and no guilds to keep. */
    private String ready(JsonNode data, long sequence) {
        var named = data.path("resume_gateway_url");
        // First, so that no session is ever asked for more than it has had.
        heard = sequence;
        var begun =
                new ResumableSession(
                        data.path("session_id").asText(),
                        named.isTextual() ? address.socket(named.asText()).toString() : "",
                        sequence,
                        extra);
        session = begun;
        beginning.accept(begun);
        // Discord leaves it out for a bot with a single one.
        ((ObjectNode) data).putArray("shard").add(shard.number()).add(shard.count());
        tell("READY", data, sequence);
        connected("READY");
        return known(begun, data.path("user"));
    }

    private String known(ResumableSession session, JsonNode user) {
        var known = json.createObjectNode();
        known.put("session_id", session.id());
        known.set("user", user);
        known.putArray("guilds");
        if (!session.address().isEmpty()) {
            known.put("resume_gateway_url", session.address());
        }
        return known.toString();
    }

    private void connected(String how) {
        LOG.infof("shard %s: connected to Discord (%s)", shard, how);
        connected = System.nanoTime();
        state = new ConnectionState.Connected();
    }

    private void tell(String type, JsonNode data, long sequence) {
        var ack = unsettled.of(sequence);
        for (var listener : listeners) {
            try {
                listener.hear(type, data, ack);
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s was not understood", type);
            }
        }
    }
}
