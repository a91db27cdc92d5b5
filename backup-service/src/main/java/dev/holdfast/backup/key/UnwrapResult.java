package dev.holdfast.backup.key;

/** The result of unwrapping a key file with the configured master keys. */
public sealed interface UnwrapResult {

    /** It holds this key. */
    record Opened(RepositoryKey key, String masterKeyId) implements UnwrapResult {}

    /** It is whole, but none of the master keys that are set wrapped it. */
    record OtherMaster(String keyId, String masterKeyId) implements UnwrapResult {}

    /** It is not what was written. */
    record Damaged() implements UnwrapResult {}
}
