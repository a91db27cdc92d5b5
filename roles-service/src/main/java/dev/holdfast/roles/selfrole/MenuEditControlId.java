package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.protocol.RoleId;
import java.util.Locale;

/**
 * Where a control of the editor leads.
 *
 * @param role whose; 0: of no role
 * @param page of the roles that the editor shows
 */
record MenuEditControlId(Step step, long menu, long role, int page) {

    /** What is done or shown. */
    enum Step {
        SHOW,
        ADD,
        CONFIRM,
        PICK,
        LOOK,
        UP,
        DOWN,
        REMOVE,
        TEXT,
        RULES,
        MOST,
        REQUIRED,
        LASTING,
        KEEPS,
        POST
    }

    static MenuEditControlId of(Step step, long menu) {
        return new MenuEditControlId(step, menu, 0, 0);
    }

    MenuEditControlId role(RoleId other) {
        return new MenuEditControlId(step, menu, other.value(), page);
    }

    MenuEditControlId page(int other) {
        return new MenuEditControlId(step, menu, role, other);
    }

    RoleId roleId() {
        return new RoleId(role);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException where it did not: the press is answered as a stale one
     */
    static MenuEditControlId parse(String state) {
        var parts = state.split(":", -1);
        return new MenuEditControlId(
                Step.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                CompactIds.read(parts[1]),
                CompactIds.read(parts[2]),
                (int) CompactIds.read(parts[3]));
    }

    @Override
    public String toString() {
        return "%s:%s:%s:%s"
                .formatted(
                        step.name().toLowerCase(Locale.ROOT),
                        CompactIds.write(menu),
                        CompactIds.write(role),
                        CompactIds.write(page));
    }
}
