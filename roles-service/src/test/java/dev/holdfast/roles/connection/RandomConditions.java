package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.RoleId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Makes conditions and texts by a seed. */
final class RandomConditions {

    private static final List<String> PIECES =
            List.of(
                    "@A",
                    "@a",
                    "@A B",
                    "@Nobody",
                    "@everyone",
                    "<@&1>",
                    "<@&99>",
                    "<@&",
                    "@",
                    "and",
                    "AND",
                    "or",
                    "Or",
                    "not",
                    "NOT",
                    "(",
                    ")",
                    "((",
                    "))",
                    "balance",
                    "Balance",
                    "member",
                    "account",
                    "boosting",
                    "verified",
                    ">=",
                    "<=",
                    ">",
                    "<",
                    "=",
                    "==",
                    "≥",
                    "=>",
                    "5",
                    "5k",
                    "1,000",
                    "1.5m",
                    "٥",
                    "half",
                    "30d",
                    "1h 30m",
                    "0d",
                    "99999d",
                    "x",
                    "-",
                    "\u202e",
                    "\ud83d",
                    "😀",
                    "\"",
                    "`",
                    "\n",
                    "\t",
                    "\0",
                    "");

    private static final List<ComparisonOperator> COMPARISONS =
            List.of(ComparisonOperator.values());

    /** Discord's ids have 19 digits since 2022. */
    private static final long LEAST_ID = 1_000_000_000_000_000_000L;

    private static final long GREATEST_ID = 8_999_999_999_999_999_999L;

    private final Random random;

    RandomConditions(long seed) {
        this.random = new Random(seed);
    }

    /** One that keeps to the bounds. */
    Condition condition() {
        return Stream.generate(() -> any(random.nextInt(6)))
                .filter(Condition::fits)
                .findFirst()
                .orElseThrow();
    }

    /** Made of pieces of the language, or of anything at all. */
    String text() {
        var length = random.nextInt(30);
        var text = new StringBuilder();
        for (var piece = 0; piece < length; piece++) {
            if (random.nextInt(10) == 0) {
                text.append((char) random.nextInt(Character.MAX_VALUE));
            } else {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            text.append(random.nextInt(4) == 0 ? "" : " ");
        }
        return text.toString();
    }

    /** A condition's text with something of it taken out, doubled or replaced. */
    String mutilated() {
        var text = new StringBuilder(ConditionText.of(condition()));
        var at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            default -> text.setCharAt(at, (char) random.nextInt(128));
        }
        return text.toString();
    }

    private Condition any(int depth) {
        if (depth == 0) {
            return term();
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Condition.Not(any(depth - 1));
            case 1 -> Condition.allOf(some(depth - 1));
            case 2 -> Condition.anyOf(some(depth - 1));
            default -> term();
        };
    }

    private List<Condition> some(int depth) {
        return Stream.generate(() -> any(depth)).limit(2 + random.nextInt(3)).toList();
    }

    private Condition term() {
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.MemberFor(comparison(), time());
            case 1 -> new Condition.AccountFor(comparison(), time());
            case 2 -> new Condition.Boosting();
            case 3 -> new Condition.Verified();
            case 4 -> new Condition.FactIs("balance", comparison(), amount());
            default -> new Condition.HasRole(new RoleId(random.nextLong(LEAST_ID, GREATEST_ID)));
        };
    }

    private ComparisonOperator comparison() {
        return COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    }

    private Duration time() {
        return Duration.ofMinutes(1 + random.nextInt(random.nextBoolean() ? 5_256_000 : 100));
    }

    private long amount() {
        return random.nextLong(-1_000_000_000_000_000L, 1_000_000_000_000_001L)
                / (random.nextBoolean() ? 1 : 1_000_000_000_000L);
    }
}
