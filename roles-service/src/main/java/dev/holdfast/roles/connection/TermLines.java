package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.Invocation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Says of each condition of a rule whether it holds for a member, by which value of when. */
@Singleton
record TermLines(RuleWords words) {

    /** One line for each different condition, from left to right. */
    List<String> of(Invocation invocation, Condition condition, KnownMember known) {
        return condition.terms().distinct().map(term -> line(invocation, term, known)).toList();
    }

    private String line(Invocation invocation, Condition.Term term, KnownMember known) {
        var truth = known.says(term);
        var mark = words.say(invocation, "term." + RuleStore.word(truth), ConditionText.of(term));
        return mark + ": " + value(invocation, term, truth, known);
    }

    private String value(
            Invocation invocation, Condition.Term term, Truth truth, KnownMember known) {
        return switch (term) {
            case Condition.HasRole _ -> words.say(invocation, "term.role." + RuleStore.word(truth));
            case Condition.MemberFor _ -> {
                var joined = known.member().joined();
                yield joined == null
                        ? words.say(invocation, "term.joined.unknown")
                        : words.say(invocation, "term.since", seconds(joined));
            }
            case Condition.AccountFor _ ->
                    words.say(invocation, "term.since", seconds(known.accountMade()));
            case Condition.Boosting _ -> {
                var since = known.member().boostingSince();
                yield since == null
                        ? words.say(invocation, "term.boosting.no")
                        : words.say(invocation, "term.boosting", seconds(since));
            }
            case Condition.Verified _ ->
                    words.say(
                            invocation,
                            switch (truth) {
                                case YES -> "term.verified";
                                case NO -> "term.verified.no";
                                case UNKNOWN -> "term.verified.unknown";
                            });
            case Condition.FactIs(var fact, _, _) -> {
                var held = known.facts().get(fact);
                yield held == null
                        ? words.say(invocation, "term.fact.unknown")
                        : words.say(
                                invocation,
                                "term.fact",
                                String.format(Locale.ROOT, "%,d", held.value()),
                                seconds(held.asOf()));
            }
        };
    }

    static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }
}
