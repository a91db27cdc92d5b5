package dev.holdfast.gateway.shard;

/**
 * What is needed to go on with a session that began on another connection, perhaps of another
 * process. Discord keeps a lost one for some minutes.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#resuming">Discord: resuming</a>
 * @param address where Discord wants it resumed
 * @param sequence of the last event that counts as heard; later ones are told again
 */
public record Session(String id, String address, long sequence) {

    /** The same session, to be told everything after that event. */
    public Session after(long heard) {
        return new Session(id, address, heard);
    }
}
