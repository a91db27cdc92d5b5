package dev.holdfast.kit.protocol;

import java.util.List;

/**
 * One event as the gateway delivers it to a service.
 *
 * @param key the same one whenever this event is told again
 * @param guild {@link GuildId#DIRECT} for direct messages
 * @param features those of the service that refused it before and are to handle it now; empty: all
 */
public record EventEnvelope(
        OperationKey key, GuildId guild, Event event, @AddedField List<String> features) {

    public EventEnvelope {
        Required.field("key", key);
        Required.field("guild", guild);
        Required.field("event", event);
        features = List.copyOf(features);
    }

    /** One for all features of a service. */
    public EventEnvelope(OperationKey key, GuildId guild, Event event) {
        this(key, guild, event, List.of());
    }

    /** The same for these features only; for all where there are none. */
    public EventEnvelope only(List<String> wanted) {
        return new EventEnvelope(key, guild, event, wanted);
    }
}
