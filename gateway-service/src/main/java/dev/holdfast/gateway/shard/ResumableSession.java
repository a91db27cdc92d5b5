package dev.holdfast.gateway.shard;

import java.util.Set;

/**
 * What is needed to go on with a session that began on another connection, perhaps of another
 * process. Discord keeps a lost one for some minutes.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#resuming">Discord: resuming</a>
 * @param address where Discord wants it resumed
 * @param sequence of the last event that counts as heard; later ones are told again
 * @param intents that it has besides those of every session; an older build notes none
 */
public record ResumableSession(String id, String address, long sequence, Set<String> intents) {

    public ResumableSession {
        intents = intents == null ? Set.of() : Set.copyOf(intents);
    }

    /** The same session, to be told everything after that event. */
    public ResumableSession after(long heard) {
        return new ResumableSession(id, address, heard, intents);
    }
}
