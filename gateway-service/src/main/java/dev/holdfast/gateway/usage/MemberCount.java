package dev.holdfast.gateway.usage;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.TreeMap;

/** What a guild's members did in one minute. Not thread-safe. */
final class MemberCount {

    private final TreeMap<Integer, Character> raised = new TreeMap<>();
    private int joined;
    private int left;

    void join() {
        joined++;
    }

    void leave() {
        left++;
    }

    /** An entry that changed the day's sketch; of a register the last one counts. */
    void raise(char entry) {
        raised.put(MemberSketch.register(entry), entry);
    }

    int joined() {
        return joined;
    }

    int left() {
        return left;
    }

    /** Two bytes for each register that changed, in Base64. */
    String active() {
        var bytes = ByteBuffer.allocate(raised.size() * Character.BYTES);
        raised.values().forEach(bytes::putChar);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
