package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Quantity;
import dev.holdfast.roles.connection.Parsed.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions as people write them: {@code @A and not @B and (balance >= 5k or member >=
 * 30d)}. "not" binds more tightly than "and", "and" more tightly than "or"; case does not matter.
 * Of one text and one thread.
 */
final class ConditionParser {

    /** In UTF-16 units. */
    static final int LONGEST = 2_000;

    static final Duration SHORTEST_TIME = Duration.ofMinutes(1);
    static final Duration LONGEST_TIME = Duration.ofDays(3_650);

    private static final Pattern BLANKS =
            Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]+");

    /** Ids have up to 19 digits, those of today 19. */
    static final Pattern MENTION = Pattern.compile("<@&([0-9]{1,18}|[1-8][0-9]{18})>");

    private static final Pattern PIECE =
            Pattern.compile("[^\\s()]+|[()]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern COMPARISON = Pattern.compile("[<>=≥≤]+");
    private static final Pattern VALUE_END =
            Pattern.compile(
                    "[()@<>=≥≤]|(?<![\\p{L}\\p{M}\\p{N}_-])(?:and|or|not)(?![\\p{L}\\p{M}\\p{N}_-])",
                    Pattern.CASE_INSENSITIVE);

    private final String text;
    private final Vocabulary vocabulary;
    private int position;
    private int terms;
    private Parsed.@Nullable Wrong wrong;

    private ConditionParser(String text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
    }

    /** Reads all of the text; throws nothing, whatever it is. */
    static Parsed parse(String text, Vocabulary vocabulary) {
        if (text.length() > LONGEST) {
            return new Parsed.Wrong(Fault.TOO_LONG, text, 0, text.length(), null);
        }
        return new ConditionParser(text, vocabulary).all();
    }

    /** Where a role's name can end. */
    static boolean endsName(char character) {
        return Character.isWhitespace(character) || character == '(' || character == ')';
    }

    private Parsed all() {
        skipBlanks();
        if (position == text.length()) {
            return new Parsed.Wrong(Fault.EMPTY, text, position, position, null);
        }
        var condition = any(0);
        if (wrong == null && position < text.length()) {
            var fault = text.charAt(position) == ')' ? Fault.EXTRA_CLOSE : Fault.MISSING_JOIN;
            fail(fault, position, pieceEnd());
        }
        return wrong == null ? new Parsed.Understood(condition.orElseThrow()) : wrong;
    }

    private Optional<Condition> any(int depth) {
        return joined("or", depth).map(Condition::anyOf);
    }

    private Optional<Condition> every(int depth) {
        return joined("and", depth).map(Condition::allOf);
    }

    private Optional<List<Condition>> joined(String word, int depth) {
        var parts = new ArrayList<Condition>();
        do {
            var part = word.equals("or") ? every(depth) : negated(depth);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        } while (take(word));
        return Optional.of(parts);
    }

    private Optional<Condition> negated(int depth) {
        var start = position;
        if (!take("not")) {
            return single(depth);
        }
        return isTooDeep(depth, start)
                ? Optional.empty()
                : negated(depth + 1).map(Condition.Not::new);
    }

    private Optional<Condition> single(int depth) {
        if (position == text.length()) {
            return fail(Fault.MISSING_CONDITION, position, position);
        }
        return switch (text.charAt(position)) {
            case '(' -> parenthesized(depth);
            case ')' -> fail(Fault.MISSING_CONDITION, position, position + 1);
            default -> term();
        };
    }

    private Optional<Condition> parenthesized(int depth) {
        var start = position;
        if (isTooDeep(depth, start)) {
            return Optional.empty();
        }
        position++;
        skipBlanks();
        var inner = any(depth + 1);
        if (inner.isEmpty()) {
            return inner;
        }
        if (position == text.length()) {
            return fail(Fault.MISSING_CLOSE, start, start + 1);
        }
        if (text.charAt(position) != ')') {
            return fail(Fault.MISSING_JOIN, position, pieceEnd());
        }
        position++;
        skipBlanks();
        return inner;
    }

    private boolean isTooDeep(int depth, int start) {
        if (depth < Condition.DEEPEST) {
            return false;
        }
        fail(Fault.TOO_DEEP, start, Math.max(position, start + 1));
        return true;
    }

    private Optional<Condition> term() {
        var start = position;
        terms++;
        if (terms > Condition.MOST_TERMS) {
            return fail(Fault.TOO_MANY_TERMS, start, pieceEnd());
        }
        var read = text.charAt(start) == '@' || text.startsWith("<@", start) ? role() : named();
        skipBlanks();
        return read;
    }

    private Optional<Condition> role() {
        var start = position;
        var mention = MENTION.matcher(text).region(start, text.length());
        if (mention.lookingAt()) {
            position = mention.end();
            return role(new RoleId(Long.parseLong(mention.group(1))), start);
        }
        var roles = vocabulary.rolesAt(text, start + 1);
        if (roles.isEmpty()) {
            var isEveryone = text.regionMatches(true, start, "@everyone", 0, "@everyone".length());
            return fail(isEveryone ? Fault.EVERYONE : Fault.UNKNOWN_ROLE, start, pieceEnd());
        }
        var end = start + 1 + roles.getFirst().name().length();
        if (roles.size() > 1) {
            return fail(Fault.AMBIGUOUS_ROLE, start, end);
        }
        position = end;
        return role(roles.getFirst().id(), start);
    }

    private Optional<Condition> role(RoleId role, int start) {
        if (role.equals(vocabulary.everyone())) {
            return fail(Fault.EVERYONE, start, position);
        }
        return vocabulary.has(role)
                ? Optional.of(new Condition.HasRole(role))
                : fail(Fault.UNKNOWN_ROLE, start, position);
    }

    private Optional<Condition> named() {
        var start = position;
        var word = WORD.matcher(text).region(start, text.length());
        if (!word.lookingAt()) {
            return fail(Fault.UNKNOWN_WORD, start, pieceEnd());
        }
        position = word.end();
        var name = word.group().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "and", "or" -> fail(Fault.MISSING_CONDITION, start, position);
            case "boosting" -> Optional.of(new Condition.Boosting());
            case "verified" -> Optional.of(new Condition.Verified());
            case "member", "account" -> compared(name, start);
            default ->
                    vocabulary.hasFact(name)
                            ? compared(name, start)
                            : fail(Fault.UNKNOWN_WORD, start, position);
        };
    }

    private Optional<Condition> compared(String name, int start) {
        var end = position;
        skipBlanks();
        var sign = COMPARISON.matcher(text).region(position, text.length());
        if (!sign.lookingAt()) {
            return fail(Fault.MISSING_COMPARISON, start, end);
        }
        var comparison = ComparisonOperator.of(sign.group());
        if (comparison.isEmpty()) {
            return fail(Fault.MISSING_COMPARISON, start, sign.end());
        }
        position = sign.end();
        skipBlanks();
        var valueStart = position;
        var next = VALUE_END.matcher(text).region(valueStart, text.length());
        position = next.useTransparentBounds(true).find() ? next.start() : text.length();
        var value = text.substring(valueStart, position).strip();
        var valueEnd = valueStart + value.length();
        if (value.isEmpty()) {
            return fail(Fault.MISSING_VALUE, start, sign.end());
        }
        return switch (name) {
            case "member" ->
                    time(value, valueStart, valueEnd)
                            .map(time -> new Condition.MemberFor(comparison.get(), time));
            case "account" ->
                    time(value, valueStart, valueEnd)
                            .map(time -> new Condition.AccountFor(comparison.get(), time));
            default -> fact(name, comparison.get(), value, valueStart);
        };
    }

    private Optional<Duration> time(String value, int start, int end) {
        var time = Durations.parse(value);
        if (time.isEmpty()) {
            fail(Fault.DURATION, start, end);
            return Optional.empty();
        }
        if (time.get().compareTo(SHORTEST_TIME) < 0 || time.get().compareTo(LONGEST_TIME) > 0) {
            fail(Fault.DURATION_BOUNDS, start, end);
            return Optional.empty();
        }
        return time;
    }

    private Optional<Condition> fact(
            String name, ComparisonOperator comparison, String value, int start) {
        var end = start + value.length();
        return switch (Quantity.parse(value)) {
            case Quantity.Exactly(var number) ->
                    Optional.of(new Condition.FactIs(name, comparison, number));
            case Quantity.Share _ -> fail(Fault.SHARE, start, end);
            case Quantity.Unreadable(var fault) -> {
                wrong = new Parsed.Wrong(Fault.NUMBER, text, start, end, fault);
                yield Optional.empty();
            }
        };
    }

    /** Whether the word stood here; it is then behind us. */
    private boolean take(String wanted) {
        var word = WORD.matcher(text).region(position, text.length());
        if (!word.lookingAt() || !word.group().equalsIgnoreCase(wanted)) {
            return false;
        }
        position = word.end();
        skipBlanks();
        return true;
    }

    private void skipBlanks() {
        var blanks = BLANKS.matcher(text).region(position, text.length());
        if (blanks.lookingAt()) {
            position = blanks.end();
        }
    }

    /** Where the piece ends that begins here. */
    private int pieceEnd() {
        var piece = PIECE.matcher(text).region(position, text.length());
        return piece.lookingAt() ? piece.end() : Math.min(position + 1, text.length());
    }

    private Optional<Condition> fail(Fault fault, int start, int end) {
        wrong = new Parsed.Wrong(fault, text, start, end, null);
        return Optional.empty();
    }
}
