package dev.holdfast.gateway.help;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Topic;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topics of help for one person: members' commands by feature, what admins may do on a page of
 * its own, and another for operators. Safe for any thread.
 */
@Singleton
record HelpTopics(CatalogUpdater catalogs) {

    private static final Texts TEXTS = Texts.of("help");

    /**
     * A topic with the commands that the person may use.
     *
     * @param about one sentence of at most 100 characters
     */
    record Offered(String emoji, String title, String about, List<CatalogEntry> commands) {

        Offered {
            commands = List.copyOf(commands);
        }

        /** With those only that have this path or begin with it. */
        Offered below(String path) {
            var fewer =
                    commands.stream()
                            .filter(listed -> isBelow(listed.path().value(), path))
                            .toList();
            return new Offered(emoji, title, about, fewer);
        }

        private static boolean isBelow(String path, String wanted) {
            return path.equals(wanted) || path.startsWith(wanted + " ");
        }
    }

    /** Those with the most commands first; admins' and operators' at the end. */
    List<Offered> of(Invocation invocation, List<CatalogEntry> usable) {
        var byTitle = new TreeMap<String, List<CatalogEntry>>();
        var admins = new ArrayList<CatalogEntry>();
        var operators = new ArrayList<CatalogEntry>();
        for (var listed : usable) {
            if (listed.spec().operators()) {
                operators.add(listed);
            } else if (!listed.spec().permissions().equals(Permissions.NONE)) {
                admins.add(listed);
            } else {
                byTitle.computeIfAbsent(title(invocation, listed), _ -> new ArrayList<>())
                        .add(listed);
            }
        }
        var offered = new ArrayList<>(members(invocation, byTitle));
        add(offered, invocation, "admins", admins);
        add(offered, invocation, "operators", operators);
        return offered;
    }

    private List<Offered> members(Invocation invocation, Map<String, List<CatalogEntry>> byTitle) {
        var known = catalogs.current().topics();
        return byTitle.entrySet().stream()
                .map(entry -> {
                    var topic = known.get(entry.getKey());
                    return topic == null
                            ? new Offered(
                                    TEXTS.say(invocation, "other.emoji"),
                                    entry.getKey(),
                                    TEXTS.say(invocation, "other.about"),
                                    entry.getValue())
                            : new Offered(
                                    topic.emoji(), topic.title(), topic.about(), entry.getValue());
                })
                .sorted(
                        Comparator.comparing((Offered topic) -> !known.containsKey(topic.title()))
                                .thenComparingInt(topic -> -topic.commands().size()))
                .toList();
    }

    private String title(Invocation invocation, CatalogEntry listed) {
        return catalogs.current().topics().values().stream()
                .filter(topic -> topic.commands().contains(listed.path()))
                .map(Topic::title)
                .findFirst()
                .orElseGet(() -> TEXTS.say(invocation, "other.title"));
    }

    private void add(
            List<Offered> offered, Invocation invocation, String key, List<CatalogEntry> commands) {
        if (!commands.isEmpty()) {
            offered.add(
                    new Offered(
                            TEXTS.say(invocation, key + ".emoji"),
                            TEXTS.say(invocation, key + ".title"),
                            TEXTS.say(invocation, key + ".about"),
                            commands));
        }
    }
}
