package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.protocol.RoleId;
import java.util.Locale;

/**
 * Where a control of the editor leads.
 *
 * @param role whose; 0: of no role
 * @param page of the roles that the editor shows
 */
record EditState(Step step, long menu, long role, int page) {

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

    static EditState of(Step step, long menu) {
        return new EditState(step, menu, 0, 0);
    }

    EditState role(RoleId other) {
        return new EditState(step, menu, other.value(), page);
    }

    EditState page(int other) {
        return new EditState(step, menu, role, other);
    }

    RoleId roleId() {
        return new RoleId(role);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException where it did not: the press is answered as a stale one
     */
    static EditState parse(String state) {
        var parts = state.split(":", -1);
        return new EditState(
                Step.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                Ids.read(parts[1]),
                Ids.read(parts[2]),
                (int) Ids.read(parts[3]));
    }

    @Override
    public String toString() {
        return "%s:%s:%s:%s"
                .formatted(
                        step.name().toLowerCase(Locale.ROOT),
                        Ids.write(menu),
                        Ids.write(role),
                        Ids.write(page));
    }
}
