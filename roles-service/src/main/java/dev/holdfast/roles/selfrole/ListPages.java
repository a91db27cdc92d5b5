package dev.holdfast.roles.selfrole;

import java.util.List;

/** A list in pages. */
record ListPages<T>(List<T> all, int size) {

    ListPages {
        all = List.copyOf(all);
    }

    int count() {
        return Math.max(1, Math.ceilDiv(all.size(), size));
    }

    /** The page of that number, from 0 on, or the nearest there is. */
    int nearest(int wanted) {
        return Math.clamp(wanted, 0, count() - 1);
    }

    List<T> page(int number) {
        return all.subList(number * size, Math.min(all.size(), (number + 1) * size));
    }
}
