package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The commands of all services. Immutable.
 *
 * @param commands by path
 * @param contested claims that were not granted, as sentences for the log
 */
public record Catalog(SortedMap<CommandPath, Listed> commands, List<String> contested) {

    static final Catalog EMPTY = new Catalog(new TreeMap<>(), List.of());

    public Catalog {
        commands = Collections.unmodifiableSortedMap(new TreeMap<>(commands));
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
        var claims = new ArrayList<Listed>();
        for (var manifest : manifests) {
            manifest.commands().forEach(spec -> claims.add(new Listed(manifest.service(), spec)));
        }
        claims.sort(
                Comparator.comparing(
                                (Listed claim) -> !claim.service().equals(owners.get(claim.path())))
                        .thenComparing(Listed::service)
                        .thenComparing(Listed::path));
        var granted = new TreeMap<CommandPath, Listed>();
        var contested = new ArrayList<String>();
        for (var claim : claims) {
            rival(granted.values(), claim)
                    .ifPresentOrElse(
                            rival -> contested.add(sentence(claim, rival)),
                            () -> granted.put(claim.path(), claim));
        }
        return new Catalog(granted, contested);
    }

    /** Whether no service has said yet what it can do. */
    public boolean isEmpty() {
        return commands.isEmpty();
    }

    public Optional<Listed> find(CommandPath path) {
        return Optional.ofNullable(commands.get(path));
    }

    /** The command that the words begin with; of several the longest. */
    public Optional<Listed> longest(List<String> words) {
        return commands.values().stream()
                .filter(listed -> startsWith(words, listed.path().words()))
                .max(Comparator.comparingInt(listed -> listed.path().words().size()));
    }

    /** The commands below a first word, such as those of {@code money}. */
    public List<Listed> below(String root) {
        return commands.values().stream()
                .filter(listed -> listed.path().root().equals(root))
                .toList();
    }

    Map<CommandPath, String> owners() {
        var owners = new TreeMap<CommandPath, String>();
        commands.forEach((path, listed) -> owners.put(path, listed.service()));
        return owners;
    }

    /** Discord's names are a tree whose inner nodes are no commands themselves. */
    private static Optional<Listed> rival(Collection<Listed> granted, Listed claim) {
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

    private static String sentence(Listed claim, Listed rival) {
        return "/%s of %s is left out: %s has /%s"
                .formatted(claim.path(), claim.service(), rival.service(), rival.path());
    }
}
