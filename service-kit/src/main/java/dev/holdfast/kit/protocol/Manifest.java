package dev.holdfast.kit.protocol;

import java.util.List;

/**
 * What one build of a service offers: its commands, features, events, facts and orders.
 *
 * @param service its name, such as {@code economy}
 * @param build when it was built, as {@code yyyyMMddHHmmss} in UTC; of two instances the highest
 *     build's manifest counts
 * @param features the names of its features, sorted
 * @param commands sorted by path
 * @param events the kinds of event it wants to be told of, as {@link EventKind#word}; empty where
 *     an older build does not say
 * @param topics what help says about the features
 * @param sheets what a guild may adjust about them
 * @param facts what it tells other services about members, sorted by name
 * @param orders the kinds of order it takes, sorted
 */
public record Manifest(
        String service,
        long build,
        List<String> features,
        List<CommandSpec> commands,
        List<String> events,
        @AddedField List<Topic> topics,
        @AddedField List<SheetSpec> sheets,
        @AddedField List<FactSpec> facts,
        @AddedField List<String> orders) {

    public Manifest {
        features = List.copyOf(features);
        commands = List.copyOf(commands);
        events = events == null ? List.of() : List.copyOf(events);
        topics = List.copyOf(topics);
        sheets = List.copyOf(sheets);
        facts = List.copyOf(facts);
        orders = List.copyOf(orders);
    }

    /** A service with nothing to adjust. */
    public Manifest(
            String service,
            long build,
            List<String> features,
            List<CommandSpec> commands,
            List<String> events,
            List<Topic> topics) {
        this(service, build, features, commands, events, topics, List.of());
    }

    /** A service that tells other services nothing and takes no orders of theirs. */
    public Manifest(
            String service,
            long build,
            List<String> features,
            List<CommandSpec> commands,
            List<String> events,
            List<Topic> topics,
            List<SheetSpec> sheets) {
        this(service, build, features, commands, events, topics, sheets, List.of(), List.of());
    }

    /** A service of which help knows nothing but its commands. */
    public Manifest(
            String service,
            long build,
            List<String> features,
            List<CommandSpec> commands,
            List<String> events) {
        this(service, build, features, commands, events, List.of());
    }

    /** A service that wants to be told of nothing. */
    public Manifest(String service, long build, List<String> features, List<CommandSpec> commands) {
        this(service, build, features, commands, List.of());
    }
}
