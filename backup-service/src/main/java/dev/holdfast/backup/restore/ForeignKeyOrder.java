package dev.holdfast.backup.restore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables in the order in which rows may be inserted: those that others refer to first. */
final class ForeignKeyOrder {

    private final Map<String, Set<String>> referred = new HashMap<>();

    /** Rows of the one table refer to rows of the other; both as {@code schema.table}. */
    void refers(String from, String to) {
        if (!from.equals(to)) {
            referred.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
        }
    }

    /** Tables that refer to each other in a circle come in the order of their names. */
    List<RestoredTable> sort(Collection<RestoredTable> tables) {
        var byName = new HashMap<String, RestoredTable>();
        tables.forEach(table -> byName.put(table.today().name(), table));
        var names = new LinkedHashSet<String>();
        byName.keySet().stream()
                .sorted()
                .forEach(name -> visit(name, names, new LinkedHashSet<>()));
        var sorted = new ArrayList<RestoredTable>();
        for (var name : names) {
            var table = byName.get(name);
            if (table != null) {
                sorted.add(table);
            }
        }
        return sorted;
    }

    private void visit(String name, Set<String> sorted, Set<String> above) {
        if (sorted.contains(name) || !above.add(name)) {
            return;
        }
        referred.getOrDefault(name, Set.of()).forEach(next -> visit(next, sorted, above));
        sorted.add(name);
    }
}
