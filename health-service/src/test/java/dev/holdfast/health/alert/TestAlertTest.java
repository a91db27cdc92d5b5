package dev.holdfast.health.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.operator.PreflightLine.Answer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestAlertTest {

    private final List<Notice> sent = new ArrayList<>();

    private final class TestedRoute implements AlertRoute {

        private final String name;
        private final Sent outcome;

        private TestedRoute(String name, Sent outcome) {
            this.name = name;
            this.outcome = outcome;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Sent send(Notice notice) {
            sent.add(notice);
            return outcome;
        }
    }

    private final AlertRoute good = new TestedRoute("operators", new AlertRoute.Sent.Taken());
    private final AlertRoute bad =
            new TestedRoute("webhook-1", new AlertRoute.Sent.Failed("HTTP 410"));

    @Test
    void holdsWhereEveryRouteTookIt() throws InterruptedException {
        var line = resource(good).send();
        assertEquals(Answer.HOLDS, line.answer());
        assertTrue(sent.getFirst().isTest());
        assertEquals("test", sent.getFirst().type());
    }

    @Test
    void namesEachRouteThatDidNotAndAsksAllOfThem() throws InterruptedException {
        var line = resource(bad, good).send();
        assertEquals(Answer.DOES_NOT, line.answer());
        assertTrue(line.detail().contains("webhook-1: HTTP 410"), line.detail());
        assertEquals(2, sent.size());
    }

    @Test
    void doesNotHoldWhereNobodyWouldHear() throws InterruptedException {
        assertEquals(Answer.DOES_NOT, resource().send().answer());
    }

    private static TestAlertResource resource(AlertRoute... routes) {
        return new TestAlertResource(new Routes(List.of(routes)), Clock.systemUTC());
    }
}
