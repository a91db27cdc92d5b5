package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.roles.assignment.KnownRole;
import java.util.List;
import java.util.Set;

/**
 * The names that a condition may use.
 *
 * @param everyone the role that everybody has, which says nothing about anybody
 * @param roles those that are there
 * @param facts by name
 * @param open whether roles and facts that are not known are taken too, as in a stored text
 */
record Vocabulary(RoleId everyone, List<KnownRole> roles, Set<String> facts, boolean open) {

    private static final RoleId NO_ROLE = new RoleId(0);

    Vocabulary {
        roles = List.copyOf(roles);
        facts = Set.copyOf(facts);
    }

    /** For texts that were checked before they were stored. */
    static Vocabulary stored() {
        return new Vocabulary(NO_ROLE, List.of(), Set.of(), true);
    }

    boolean has(RoleId role) {
        return open || roles.stream().anyMatch(it -> it.id().equals(role));
    }

    boolean hasFact(String name) {
        return open || facts.contains(name);
    }

    /**
     * The roles whose name the text has at that place, of the longest name that is there. Those
     * written exactly so are preferred to those that differ in case.
     */
    List<KnownRole> rolesAt(String text, int start) {
        var there = roles.stream().filter(role -> isAt(text, start, role.name())).toList();
        var longest = there.stream().mapToInt(role -> role.name().length()).max().orElse(0);
        var named = there.stream().filter(role -> role.name().length() == longest).toList();
        var exact = named.stream().filter(role -> text.startsWith(role.name(), start)).toList();
        return exact.isEmpty() ? named : exact;
    }

    private static boolean isAt(String text, int start, String name) {
        var end = start + name.length();
        return !name.isEmpty()
                && text.regionMatches(true, start, name, 0, name.length())
                && (end == text.length() || ConditionParser.endsName(text.charAt(end)));
    }
}
