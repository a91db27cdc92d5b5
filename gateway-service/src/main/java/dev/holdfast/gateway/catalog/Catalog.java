package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.command.CommandRoots;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands of all services. Immutable.
 *
 * @param commands by path
 * @param topics what help says about features, by title; those of one title are one
 * @param contested claims that were not granted, as sentences for the log
 */
public record Catalog(
        SortedMap<CommandPath, CatalogEntry> commands,
        SortedMap<String, Topic> topics,
        List<String> contested) {

    /** Discord takes as many, groups and subcommands not counted. */
    static final int MOST_ROOTS = 100;

    /** The same for each kind of menu. */
    static final int MOST_IN_A_MENU = 5;

    static final Catalog EMPTY = new Catalog(new TreeMap<>(), new TreeMap<>(), List.of());

    public Catalog {
        commands = Collections.unmodifiableSortedMap(new TreeMap<>(commands));
        topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
        contested = List.copyOf(contested);
    }

    /** The commands of services that were never heard of before. */
    public static Catalog of(Manifest... manifests) {
        return merge(Map.of(), List.of(manifests));
    }

    /**
     * Merges what the services can do. A name that two of them claim stays with the one that had it
     * first; among new claims the service whose name comes first in the alphabet wins.
     *
     * @param owners who had which command until now
     */
    static Catalog merge(Map<CommandPath, String> owners, Collection<Manifest> manifests) {
        var claims = new ArrayList<CatalogEntry>();
        for (var manifest : manifests) {
            manifest.commands()
                    .forEach(spec -> claims.add(new CatalogEntry(manifest.service(), spec)));
        }
        claims.sort(
                Comparator.comparing((CatalogEntry claim) ->
                                !claim.service().equals(owners.get(claim.path())))
                        .thenComparing(CatalogEntry::service)
                        .thenComparing(CatalogEntry::path));
        var granted = new TreeMap<CommandPath, CatalogEntry>();
        var contested = new ArrayList<String>();
        for (var claim : claims) {
            obstacle(granted.values(), claim)
                    .ifPresentOrElse(contested::add, () -> granted.put(claim.path(), claim));
        }
        return new Catalog(granted, topics(manifests), contested);
    }

    private static SortedMap<String, Topic> topics(Collection<Manifest> manifests) {
        var topics = new TreeMap<String, Topic>();
        manifests.stream()
                .sorted(Comparator.comparing(Manifest::service))
                .flatMap(manifest -> manifest.topics().stream())
                .forEach(topic -> topics.merge(topic.title(), topic, Catalog::joined));
        return topics;
    }

    private static Topic joined(Topic one, Topic other) {
        var commands = Stream.concat(one.commands().stream(), other.commands().stream());
        return new Topic(one.emoji(), one.title(), one.about(), commands.sorted().toList());
    }

    /** Whether no service has said yet what it can do. */
    public boolean isEmpty() {
        return commands.isEmpty();
    }

    public Optional<CatalogEntry> find(CommandPath path) {
        return Optional.ofNullable(commands.get(path));
    }

    /** The command that can be typed with which the words begin; of several the longest. */
    public Optional<CatalogEntry> longest(List<String> words) {
        return commands.values().stream()
                .filter(listed -> listed.spec().slash())
                .filter(listed -> startsWith(words, listed.path().words()))
                .max(Comparator.comparingInt(listed -> listed.path().words().size()));
    }

    /** The features that people use commands of, as they are called; sorted. */
    public List<String> features() {
        return commands.values().stream()
                .filter(listed -> !listed.spec().operators())
                .map(listed -> listed.spec().feature())
                .filter(feature -> !feature.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** The commands that can be typed below a first word, such as those of {@code money}. */
    public List<CatalogEntry> below(String root) {
        return commands.values().stream()
                .filter(listed -> listed.spec().slash() && listed.path().root().equals(root))
                .toList();
    }

    Map<CommandPath, String> owners() {
        var owners = new TreeMap<CommandPath, String>();
        commands.forEach((path, listed) -> owners.put(path, listed.service()));
        return owners;
    }

    private static Optional<String> obstacle(Collection<CatalogEntry> granted, CatalogEntry claim) {
        return rival(granted, claim)
                .map(rival -> sentence(claim, rival))
                .or(() -> mixed(granted, claim))
                .or(() -> tooMany(granted, claim));
    }

    /** Of one service this is seen at its start; two may meet under a root only here. */
    private static Optional<String> mixed(Collection<CatalogEntry> granted, CatalogEntry claim) {
        var below =
                granted.stream()
                        .filter(other -> other.spec().slash())
                        .filter(other -> other.path().root().equals(claim.path().root()))
                        .toList();
        var specs = new ArrayList<>(below.stream().map(CatalogEntry::spec).toList());
        specs.add(claim.spec());
        var isOwn = below.stream().allMatch(other -> other.service().equals(claim.service()));
        return isOwn || !claim.spec().slash() || CommandRoots.shared(specs).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "/%s of %s is left out: /%s of %s is for other people, and Discord shows or hides /%s as a whole"
                                .formatted(
                                        claim.path(),
                                        claim.service(),
                                        below.getFirst().path(),
                                        below.getFirst().service(),
                                        claim.path().root()));
    }

    private static Optional<String> tooMany(Collection<CatalogEntry> granted, CatalogEntry claim) {
        var surface = claim.spec().surface();
        var most =
                switch (surface) {
                    case null -> MOST_ROOTS;
                    case USER_MENU, MESSAGE_MENU -> MOST_IN_A_MENU;
                    case CONTROLS -> Integer.MAX_VALUE;
                };
        var roots =
                granted.stream()
                        .filter(other -> other.spec().operators() == claim.spec().operators())
                        .filter(other -> other.spec().surface() == surface)
                        .map(other -> other.path().root())
                        .collect(Collectors.toSet());
        return roots.size() < most || roots.contains(claim.path().root())
                ? Optional.empty()
                : Optional.of(
                        "/%s of %s is left out: Discord takes %d such commands, and they are all used"
                                .formatted(claim.path(), claim.service(), most));
    }

    /** Discord's names are a tree whose inner nodes are no commands themselves. */
    private static Optional<CatalogEntry> rival(
            Collection<CatalogEntry> granted, CatalogEntry claim) {
        var words = claim.path().words();
        return granted.stream()
                .filter(other ->
                        startsWith(words, other.path().words())
                                || startsWith(other.path().words(), words))
                .findFirst();
    }

    private static boolean startsWith(List<String> words, List<String> beginning) {
        return words.size() >= beginning.size()
                && words.subList(0, beginning.size()).equals(beginning);
    }

    private static String sentence(CatalogEntry claim, CatalogEntry rival) {
        return "/%s of %s is left out: %s has /%s"
                .formatted(claim.path(), claim.service(), rival.service(), rival.path());
    }
}
