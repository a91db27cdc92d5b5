package dev.holdfast.kit.protocol;

import java.util.List;

/**
 * What a service can do.
 *
 * @param service its name, such as {@code economy}
 * @param build when it was built, as {@code yyyyMMddHHmmss} in UTC; of two instances the highest
 *     build's manifest counts
 * @param features the names of its features, sorted
 * @param commands sorted by path
 */
public record Manifest(
        String service, long build, List<String> features, List<CommandSpec> commands) {

    public Manifest {
        features = List.copyOf(features);
        commands = List.copyOf(commands);
    }
}
