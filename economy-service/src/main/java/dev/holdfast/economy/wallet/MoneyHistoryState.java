package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.History.Position;
import dev.holdfast.kit.protocol.UserId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a history's button leads: whose history, and which page of it. */
record MoneyHistoryState(UserId member, Position position) {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<member>\\d{1,18}|[1-8]\\d{18}):(?:(?<side>[on])(?<transfer>\\d{1,18}))?");

    /** Empty where no build of ours ever wrote it so. */
    static Optional<MoneyHistoryState> parse(String state) {
        var written = WRITTEN.matcher(state);
        if (!written.matches()) {
            return Optional.empty();
        }
        var member = new UserId(Long.parseLong(written.group("member")));
        var transfer = written.group("transfer");
        if (transfer == null) {
            return Optional.of(new MoneyHistoryState(member, new Position.Newest()));
        }
        var bound = Long.parseLong(transfer);
        return Optional.of(
                new MoneyHistoryState(
                        member,
                        "o".equals(written.group("side"))
                                ? new Position.OlderThan(bound)
                                : new Position.NewerThan(bound)));
    }

    @Override
    public String toString() {
        return member
                + ":"
                + switch (position) {
                    case Position.Newest() -> "";
                    case Position.OlderThan(var transfer) -> "o" + transfer;
                    case Position.NewerThan(var transfer) -> "n" + transfer;
                };
    }
}
