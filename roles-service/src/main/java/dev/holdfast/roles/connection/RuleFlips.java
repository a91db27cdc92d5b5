package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a rule is looked at when time alone changes what it says of a member, such as
 * {@code member >= 30d}: one timer a rule, for whoever is next. Safe for any thread.
 */
@Singleton
record RuleFlips(Members members, Timers timers) {

    /** When both sides of a comparison are over: "more than 30 days" is not yet so after 30. */
    private static final Duration MARGIN = Duration.ofMillis(1);

    private static final UserId FIRST = new UserId(0);

    /** The rules hear of these members when time changes something. */
    void await(Collection<MemberState> page, List<Rule> rules, UnitOfWork work) {
        for (var rule : rules) {
            Stream.concat(
                            memberTimes(rule)
                                    .flatMap(time -> next(page, MemberState::joined, time, work)),
                            accountTimes(rule)
                                    .flatMap(time -> next(page, RuleFlips::made, time, work)))
                    .min(Instant::compareTo)
                    .ifPresent(flip -> await(rule, flip, work));
        }
    }

    /** When the first of these whose time has yet to come has been there for so long. */
    private static Stream<Instant> next(
            Collection<MemberState> page,
            Function<MemberState, @Nullable Instant> since,
            Duration time,
            UnitOfWork work) {
        var over = work.now().minus(time).minus(MARGIN);
        @Nullable Instant first = null;
        for (var member : page) {
            var then = since.apply(member);
            if (then != null && then.isAfter(over) && (first == null || then.isBefore(first))) {
                first = then;
            }
        }
        return Stream.ofNullable(first).map(then -> then.plus(time).plus(MARGIN));
    }

    private static Instant made(MemberState member) {
        return Snowflake.instant(member.user().value());
    }

    /** The rule hears of whoever is next, of all members. */
    void awaitNext(Rule rule, UnitOfWork work) {
        Stream.concat(
                        memberTimes(rule).flatMap(time -> nextMember(time, work).stream()),
                        accountTimes(rule).flatMap(time -> nextAccount(time, work).stream()))
                .min(Instant::compareTo)
                .ifPresent(flip -> await(rule, flip, work));
    }

    private void await(Rule rule, Instant flip, UnitOfWork work) {
        if (RuleFlipStore.earlier(work, rule, flip)) {
            timers.schedule(
                    work,
                    new Timer(
                            RuleTimer.NAME,
                            Integer.toString(rule.id()),
                            flip,
                            rule.generation(),
                            ""));
        }
    }

    /**
     * Of whom time changed something from an instant until now.
     *
     * @return empty: too many to be looked at one by one
     */
    Optional<List<MemberState>> flipped(Rule rule, Instant from, UnitOfWork work) {
        var flipped = new ArrayList<MemberState>();
        var until = work.now();
        for (var time : memberTimes(rule).toList()) {
            var after = from.minus(time).minus(MARGIN.multipliedBy(2));
            flipped.addAll(members.joined(work, after, until.minus(time), Members.MOST));
        }
        for (var time : accountTimes(rule).toList()) {
            var last = Snowflake.at(until.minus(time), -1);
            var after =
                    new UserId(
                            Math.max(
                                    0,
                                    Snowflake.at(
                                            from.minus(time).minus(MARGIN.multipliedBy(2)), 0)));
            members.page(work, after, Members.MOST).stream()
                    .filter(member -> member.user().value() <= last)
                    .forEach(flipped::add);
        }
        return flipped.size() >= Members.MOST ? Optional.empty() : Optional.of(flipped);
    }

    private Optional<Instant> nextMember(Duration time, UnitOfWork work) {
        return members.joined(work, work.now().minus(time), work.now(), 1).stream()
                .findFirst()
                .flatMap(member -> Optional.ofNullable(member.joined()))
                .map(joined -> joined.plus(time).plus(MARGIN));
    }

    private Optional<Instant> nextAccount(Duration time, UnitOfWork work) {
        var last = Snowflake.at(work.now().minus(time), -1);
        return members.page(work, last < 0 ? FIRST : new UserId(last), 1).stream()
                .findFirst()
                .map(member -> Snowflake.instant(member.user().value()).plus(time).plus(MARGIN));
    }

    private static Stream<Duration> memberTimes(Rule rule) {
        return rule.condition()
                .terms()
                .filter(Condition.MemberFor.class::isInstance)
                .map(term -> ((Condition.MemberFor) term).time())
                .distinct();
    }

    private static Stream<Duration> accountTimes(Rule rule) {
        return rule.condition()
                .terms()
                .filter(Condition.AccountFor.class::isInstance)
                .map(term -> ((Condition.AccountFor) term).time())
                .distinct();
    }
}
