package dev.holdfast.backup.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.retention.KeepRule.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeepRuleTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Instant.parse("2026-11-01T03:00:00Z");
    private static final int HISTORIES = Integer.getInteger("retention.histories", 3_000);

    private final KeepRule rule = new KeepRule(WEEK, 2);

    @Test
    void keepsAWeekAndTheNewestVerifiedBefore() {
        var held = daily(20);
        // Of day 19 a week reaches back to day 12, which is still within; day 11 is the one before.
        assertEquals(numbers(1, 11), rule.expired(held));
    }

    @Test
    void whatIsNotVerifiedDoesNotCount() {
        var held = daily(20);
        held.set(11, new Held(12, taken(11), false));
        assertFalse(rule.expired(held).contains(11L), "the newest verified before the week");
        held.set(19, new Held(20, taken(19), false));
        assertEquals(numbers(1, 10), rule.expired(held), "counted from the newest verified one");
    }

    @Test
    void twoVerifiedOnesStayHoweverOld() {
        var held = new ArrayList<>(daily(1));
        held.add(new Held(2, taken(400), true));
        assertEquals(Set.of(), rule.expired(held));
        held.add(new Held(3, taken(800), true));
        assertEquals(Set.of(1L), rule.expired(held));
        assertEquals(Set.of(), new KeepRule(WEEK, 3).expired(held));
    }

    @Test
    void withoutAVerifiedOneNothingGoes() {
        var held =
                daily(20).stream()
                        .map(it -> new Held(it.snapshotId(), it.takenAt(), false))
                        .toList();
        assertEquals(Set.of(), rule.expired(held));
    }

    /**
     * A clock that was years ahead for one snapshot makes no other one old, nor that one immortal.
     */
    @Test
    void aFutureDatedOneDoesNoHarm() {
        var held = daily(5);
        held.add(new Held(6, taken(4_000), true));
        for (var day = 6; day < 30; day++) {
            held.add(new Held(day + 1, taken(day), true));
        }
        var expired = rule.expired(held);
        assertTrue(expired.contains(6L), "it goes with its neighbours");
        assertEquals(numbers(1, 21), expired);
    }

    @Test
    void aClockThatJumpsAheadTakesTheFloorAsItIs() {
        var held = daily(10);
        held.add(new Held(11, taken(4_000), true));
        var floor = new KeepRule(WEEK, 7);
        assertEquals(numbers(1, 4), floor.expired(held), "seven and the newest before the week");
    }

    /** Random histories, with clocks that step, failures, and pruning after each snapshot. */
    @Test
    void noHistoryLosesWhatIsPromised() {
        for (var seed = 0; seed < HISTORIES; seed++) {
            history(new Random(seed), seed);
        }
    }

    private static void history(Random random, int seed) {
        var rule = new KeepRule(Duration.ofDays(1 + random.nextInt(10)), 2 + random.nextInt(8));
        List<Held> held = new ArrayList<>();
        var clock = START;
        for (var id = 1L; id <= 60; id++) {
            clock = clock.plus(step(random));
            held.add(new Held(id, clock, random.nextInt(10) > 1));
            var expired = rule.expired(held);
            check(rule, held, expired, seed);
            held =
                    new ArrayList<>(
                            held.stream()
                                    .filter(it -> !expired.contains(it.snapshotId()))
                                    .toList());
            assertEquals(Set.of(), rule.expired(held), "again, seed " + seed);
        }
    }

    private static void check(KeepRule rule, List<Held> held, Set<Long> expired, int seed) {
        var proven = held.stream().filter(Held::isProven).toList();
        var left = proven.stream().filter(it -> !expired.contains(it.snapshotId())).toList();
        var least = Math.min(proven.size(), rule.floor());
        assertTrue(left.size() >= least, () -> "fewer than the floor, seed " + seed);
        assertEquals(
                proven.subList(proven.size() - least, proven.size()),
                left.subList(left.size() - least, left.size()),
                () -> "the newest ones by number, seed " + seed);
        if (proven.isEmpty()) {
            assertEquals(Set.of(), expired);
            return;
        }
        var newest = proven.getLast();
        for (var each : held) {
            var isYoung = !each.takenAt().isBefore(newest.takenAt().minus(rule.window()));
            var isBehind = each.snapshotId() > newest.snapshotId();
            var wasAhead = each.takenAt().isAfter(newest.takenAt());
            if (isBehind || (isYoung && !wasAhead && isInOrder(held, each))) {
                assertFalse(
                        expired.contains(each.snapshotId()),
                        () -> "%s is within the days of %s, seed %d".formatted(each, newest, seed));
            }
        }
    }

    /**
     * Where no later one up to the newest was dated so early that the clock must have been ahead.
     */
    private static boolean isInOrder(List<Held> held, Held each) {
        return held.stream()
                .filter(it -> it.snapshotId() > each.snapshotId())
                .noneMatch(it -> it.takenAt().isBefore(each.takenAt()));
    }

    private static Duration step(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> Duration.ofDays(random.nextInt(400));
            case 1 -> Duration.ofDays(-random.nextInt(400));
            case 2 -> Duration.ofDays(random.nextInt(20));
            default -> DAY.plusMinutes(random.nextInt(120) - 60);
        };
    }

    private static List<Held> daily(int days) {
        var held = new ArrayList<Held>();
        for (var day = 0; day < days; day++) {
            held.add(new Held(day + 1, taken(day), true));
        }
        return held;
    }

    private static Instant taken(int day) {
        return START.plus(DAY.multipliedBy(day));
    }

    /** From one number to another, both of them among them. */
    private static Set<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().collect(Collectors.toSet());
    }
}
