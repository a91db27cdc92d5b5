package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Topic;
import dev.holdfast.kit.text.Texts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What help says about a service's features: {@code topic.emoji}, {@code topic.title} and {@code
 * topic.about} of a feature's text bundle, with the commands that lie in its folder.
 */
final class FeatureTopics {

    private FeatureTopics() {}

    /** Sorted by title; features without commands, or without these texts, have none. */
    static List<Topic> of(Collection<Feature> features, Collection<KnownCommand> commands) {
        return features.stream()
                .flatMap(feature -> of(feature, commands).stream())
                .sorted(Comparator.comparing(Topic::title).thenComparing(Topic::emoji))
                .toList();
    }

    private static Optional<Topic> of(Feature feature, Collection<KnownCommand> commands) {
        var folder = feature.getClass().getPackageName();
        var own =
                commands.stream()
                        .filter(known -> known.command().getClass().getPackageName().equals(folder))
                        .map(KnownCommand::spec)
                        .filter(CommandSpec::slash)
                        .map(CommandSpec::path)
                        .sorted()
                        .toList();
        return own.isEmpty() ? Optional.empty() : texts(feature, own);
    }

    private static Optional<Topic> texts(Feature feature, List<CommandPath> commands) {
        return Texts.ifThere(feature.name())
                .filter(texts -> texts.has("topic.title"))
                .map(texts ->
                        new Topic(
                                texts.english("topic.emoji"),
                                texts.english("topic.title"),
                                texts.english("topic.about"),
                                commands));
    }
}
