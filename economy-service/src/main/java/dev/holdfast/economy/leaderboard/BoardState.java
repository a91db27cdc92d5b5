package dev.holdfast.economy.leaderboard;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a leaderboard's button leads. */
sealed interface BoardState {

    /** The page of that number, from 1. */
    record Page(int number) implements BoardState {

        @Override
        public String toString() {
            return "p" + number;
        }
    }

    /** The places around one's own. */
    record Mine() implements BoardState {

        @Override
        public String toString() {
            return "mine";
        }
    }

    Pattern WRITTEN = Pattern.compile("p([1-9]\\d{0,3})");

    /** Empty where no build of ours ever wrote it so. */
    static Optional<BoardState> parse(String state) {
        if (state.equals(new Mine().toString())) {
            return Optional.of(new Mine());
        }
        var page = WRITTEN.matcher(state);
        return page.matches()
                ? Optional.of(new Page(Integer.parseInt(page.group(1))))
                : Optional.empty();
    }
}
