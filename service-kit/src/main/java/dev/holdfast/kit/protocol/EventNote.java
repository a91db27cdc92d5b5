package dev.holdfast.kit.protocol;

/**
 * One event as the gateway tells a service of it.
 *
 * @param key the same one whenever this event is told again
 * @param guild {@link GuildId#DIRECT} for direct messages
 */
public record EventNote(OperationKey key, GuildId guild, Event event) {

    public EventNote {
        Required.field("key", key);
        Required.field("guild", guild);
        Required.field("event", event);
    }
}
