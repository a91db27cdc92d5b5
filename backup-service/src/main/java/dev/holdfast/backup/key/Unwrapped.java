package dev.holdfast.backup.key;

/** What a key file is to the master keys that are set. */
public sealed interface Unwrapped {

    /** It holds this key. */
    record Opened(RepositoryKey key, String masterKeyId) implements Unwrapped {}

    /** It is whole, but none of the master keys that are set wrapped it. */
    record OtherMaster(String keyId, String masterKeyId) implements Unwrapped {}

    /** It is not what was written. */
    record Damaged() implements Unwrapped {}
}
