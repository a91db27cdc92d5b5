package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Every frame that arrives: it keeps the pulse and the state of the connection, and gives events to
 * their listeners. Called by the socket's reading thread.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events">Discord: gateway
 *     events</a>
 */
final class Frames {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final int DISPATCH = 0;
    private static final int HELLO = 10;
    private static final int ACKNOWLEDGED = 11;

    private final ObjectMapper json;
    private final DiscordAddress address;
    private final Pulse pulse;
    private final List<EventListener> listeners;
    private volatile Unsettled unsettled = new Unsettled();
    private volatile ConnectionState state = new ConnectionState.Starting();

    Frames(ObjectMapper json, DiscordAddress address, Pulse pulse, List<EventListener> listeners) {
        this.json = json;
        this.address = address;
        this.pulse = pulse;
        this.listeners = listeners;
    }

    /** Takes a frame and returns what Javacord is to know of it. */
    String take(String text) throws JsonProcessingException {
        var frame = json.readTree(text);
        switch (frame.path("op").asInt(-1)) {
            case HELLO ->
                    pulse.hello(
                            Duration.ofMillis(frame.path("d").path("heartbeat_interval").asLong()));
            case ACKNOWLEDGED -> pulse.acknowledged();
            case DISPATCH -> {
                return dispatched(frame, text);
            }
            default -> LOG.tracef("frame of kind %s", frame.path("op"));
        }
        return text;
    }

    /** The connection is gone. */
    void lost(Optional<FatalClose> fatal) {
        pulse.restart();
        if (fatal.isPresent()) {
            refused(fatal.get());
            return;
        }
        LOG.info("connection to Discord lost; resuming");
        state = state.lost();
    }

    /** Discord does not want us. */
    void refused(FatalClose fatal) {
        LOG.error(fatal.fix());
        state = new ConnectionState.Refused(fatal.fix());
    }

    ConnectionState state() {
        return state;
    }

    private String dispatched(JsonNode frame, String text) {
        var type = frame.path("t").asText();
        var data = frame.path("d");
        if ("READY".equals(type)) {
            unsettled = new Unsettled();
            return dispatch(frame, type, ready(data, frame.path("s").asLong()));
        }
        if ("RESUMED".equals(type)) {
            connected(type);
            return text;
        }
        tell(type, data, frame.path("s").asLong());
        return dispatch(frame, "TAKEN", "null");
    }

    private static String dispatch(JsonNode frame, String type, String data) {
        return "{\"op\":0,\"t\":\"%s\",\"s\":%d,\"d\":%s}"
                .formatted(type, frame.path("s").asLong(), data);
    }

    /** Javacord gets what it needs to resume, and no guilds to keep. */
    private String ready(JsonNode data, long sequence) {
        connected("READY");
        tell("READY", data, sequence);
        var known = json.createObjectNode();
        known.put("session_id", data.path("session_id").asText());
        known.set("user", data.path("user"));
        known.putArray("guilds");
        if (data.hasNonNull("resume_gateway_url")) {
            var socket = address.socket(data.path("resume_gateway_url").asText());
            known.put("resume_gateway_url", socket.toString());
        }
        return known.toString();
    }

    private void connected(String how) {
        LOG.infof("connected to Discord (%s)", how);
        state = new ConnectionState.Connected();
    }

    private void tell(String type, JsonNode data, long sequence) {
        var custody = unsettled.of(sequence);
        for (var listener : listeners) {
            try {
                listener.hear(type, data, custody);
            } catch (RuntimeException bug) {
                LOG.errorf(bug, "%s was not understood", type);
            }
        }
    }
}
