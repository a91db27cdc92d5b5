package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.protocol.RoleId;

/** What a control of a menu means. */
sealed interface PressState {

    long menu();

    /** One role is picked or given back. */
    record Toggle(long menu, RoleId role) implements PressState {}

    /**
     * The roles of that page are exactly those that were picked.
     *
     * @param own whether it is a page that only the member sees
     */
    record Pick(long menu, int page, boolean own) implements PressState {}

    /**
     * Somebody wants to see a page, for themselves alone.
     *
     * @param own whether they see another one already
     */
    record Open(long menu, int page, boolean own) implements PressState {}

    /**
     * Reads what one of the methods below wrote.
     *
     * @throws IllegalArgumentException where none did: the press is answered as a stale one
     */
    static PressState parse(String state) {
        var parts = state.split(":", -1);
        var menu = Ids.read(parts[1]);
        return switch (parts[0]) {
            case "t" -> new Toggle(menu, new RoleId(Ids.read(parts[2])));
            case "p" -> new Pick(menu, (int) Ids.read(parts[2]), false);
            case "q" -> new Pick(menu, (int) Ids.read(parts[2]), true);
            case "o" -> new Open(menu, 0, false);
            case "g" -> new Open(menu, (int) Ids.read(parts[2]), true);
            default -> throw new IllegalArgumentException("not a press: " + state);
        };
    }

    static String toggle(long menu, RoleId role) {
        return "t:%s:%s".formatted(Ids.write(menu), Ids.write(role.value()));
    }

    static String pick(long menu) {
        return paged("p", menu, 0);
    }

    static String ownPick(long menu, int page) {
        return paged("q", menu, page);
    }

    static String open(long menu) {
        return paged("o", menu, 0);
    }

    static String ownPage(long menu, int page) {
        return paged("g", menu, page);
    }

    private static String paged(String word, long menu, int page) {
        return "%s:%s:%s".formatted(word, Ids.write(menu), Ids.write(page));
    }
}
