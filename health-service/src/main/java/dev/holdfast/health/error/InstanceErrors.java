package dev.holdfast.health.error;

import dev.holdfast.kit.observe.KnownError;
import java.util.List;

/**
 * What one instance said.
 *
 * @param instance its host and port
 * @param errors each kind at most once, with its cumulative count; what makes no sense is left out
 */
record InstanceErrors(String service, String instance, List<KnownError> errors) {

    InstanceErrors {
        errors = errors.stream().filter(Counting::isSound).toList();
    }
}
