package dev.holdfast.kit.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueInstantsTest {

    private static final Schedule HOURLY = new Schedule.Every(Duration.ofHours(1));
    private static final Instant LAST = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void nothingIsDueBeforeTheNextInstant() {
        assertEquals(List.of(), due(Job.CatchUp.EVERY, "2026-03-01T10:59:59Z"));
    }

    @Test
    void afterAnOutageEveryInstantIsMadeUpForOrOneOrNone() {
        var later = "2026-03-01T13:30:00Z";
        assertEquals(
                List.of(
                        at("2026-03-01T11:00:00Z"),
                        at("2026-03-01T12:00:00Z"),
                        at("2026-03-01T13:00:00Z")),
                due(Job.CatchUp.EVERY, later));
        assertEquals(List.of(at("2026-03-01T13:00:00Z")), due(Job.CatchUp.ONCE, later));
        assertEquals(List.of(), due(Job.CatchUp.SKIP, later));
        assertEquals(
                List.of(at("2026-03-01T13:00:00Z")), due(Job.CatchUp.SKIP, "2026-03-01T13:00:40Z"));
    }

    @Test
    void nobodyMakesUpForMoreThanAHundred() {
        var due = due(Job.CatchUp.EVERY, "2026-04-01T10:00:00Z");
        assertEquals(100, due.size());
        assertEquals(at("2026-04-01T10:00:00Z"), due.getLast());
    }

    @Test
    void aDailyTimeFollowsTheClocksOfItsZone() {
        var berlin = new Schedule.Daily(LocalTime.of(3, 0), ZoneId.of("Europe/Berlin"));
        assertEquals(at("2026-03-28T02:00:00Z"), berlin.latest(at("2026-03-28T12:00:00Z")));
        assertEquals(at("2026-03-29T01:00:00Z"), berlin.latest(at("2026-03-29T12:00:00Z")));
        assertEquals(at("2026-03-28T02:00:00Z"), berlin.latest(at("2026-03-29T00:59:59Z")));
    }

    private static List<Instant> due(Job.CatchUp catchUp, String now) {
        return DueInstants.of(new Counting("hourly", HOURLY, catchUp), LAST, at(now));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
