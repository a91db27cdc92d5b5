package dev.holdfast.health.error;

import dev.holdfast.kit.observe.KnownError;

/**
 * What an instance's count of a kind of error counts from. A restart goes on with the same one, at
 * whatever address; where the file of counts is lost, the first sighting is another.
 *
 * @param fingerprint the kind of error
 * @param first when it was seen first there, and in which operation
 */
record Beginning(String fingerprint, String first) {

    private static final int LONGEST_OPERATION = 100;

    static Beginning of(KnownError error) {
        var operation = ErrorText.storable(error.first().operation(), LONGEST_OPERATION);
        return new Beginning(error.fingerprint(), error.first().at() + " " + operation);
    }
}
