package dev.holdfast.health.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.health.incident.Acting;
import dev.holdfast.health.incident.Finding;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.integrity.CheckState.Verdict;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.command.Checks;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.TestLoops;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service tells of its checks, and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class IntegrityTest {

    private static final Instant AT = Instant.parse("2026-12-01T04:00:00Z");
    private static final Component ROOT =
            new Component(Component.Kind.SERVICE, "tavern/nobody-below-zero");
    private static final CheckResult HOLDS =
            new CheckResult("nobody-below-zero", true, "2 guilds, 5 rows", AT);
    private static final CheckResult BROKEN =
            new CheckResult("nobody-below-zero", false, "guild 7: accounts below zero: 1001", AT);

    @Inject Checks checks;
    @Inject Keys keys;
    @Inject ObjectMapper json;
    @Inject UnitsOfWork units;
    @Inject DatabaseStart start;
    @Inject Acting acting;

    private final Admin admin = new Admin("health");
    private final Map<Component, String> open =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final List<String> told = new ArrayList<>();
    private StubService tavern;
    private CheckReader reader;
    private IntegrityRounds rounds;
    private Integrity integrity;

    @BeforeEach
    void aServiceThatHolds() throws IOException {
        admin.execute("delete from integrity_result; delete from instance_start");
        tavern = new StubService("tavern");
        tavern.tells(HOLDS);
        Supplier<List<InstanceState>> instances = () -> List.of(tavern.state());
        reader = new CheckReader("health", instances, checks, keys, json);
        var settings =
                new IntegritySettings() {
                    @Override
                    public Duration integrityInterval() {
                        return Duration.ofMinutes(5);
                    }

                    @Override
                    public Duration integrityTimeout() {
                        return Duration.ofSeconds(5);
                    }
                };
        integrity = new Integrity(units, settings, Clock.systemUTC());
        rounds =
                new IntegrityRounds(
                        reader,
                        instances,
                        integrity,
                        new CheckIncidents(this::incidents, this::report, this::recovered),
                        settings,
                        units,
                        start,
                        acting,
                        Clock.systemUTC(),
                        TestLoops.loops());
    }

    @AfterEach
    void closed() {
        reader.close();
        tavern.close();
    }

    @Test
    void keepsWhatWasToldAndBeginsNoIncidentWhereAllHolds() throws Exception {
        rounds.make();
        var state = tavern();
        assertEquals(Verdict.HOLDS, state.verdict());
        assertEquals("2 guilds, 5 rows", state.detail());
        assertEquals(AT, state.checkedAt());
        assertEquals("health /bot/checks", tavern.asked);
        assertEquals(List.of(), told);
        assertTrue(integrity.current().stream().anyMatch(it -> it.service().equals("health")));
    }

    @Test
    void beginsOneIncidentAtTheSecondLookAndEndsItWhenItHoldsAgain() throws Exception {
        tavern.tells(BROKEN);
        rounds.make();
        assertEquals(Verdict.BROKEN, tavern().verdict());
        assertEquals(List.of(), told);
        brokenFor("5 min");
        rounds.make();
        rounds.make();
        assertEquals(
                List.of(
                        "open: tavern: “nobody-below-zero” does not hold: guild 7: accounts below zero: 1001"),
                told);
        tavern.tells(HOLDS);
        rounds.make();
        rounds.make();
        assertEquals(2, told.size());
        assertEquals("end", told.getLast());
    }

    @Test
    void aServiceThatIsAwayLeavesItsChecksUnknownAndEndsNothing() throws Exception {
        tavern.tells(BROKEN);
        rounds.make();
        brokenFor("5 min");
        rounds.make();
        tavern.fails();
        rounds.make();
        assertEquals(Verdict.UNKNOWN, tavern().verdict());
        assertTrue(tavern().detail().contains("did not answer"), tavern().detail());
        assertEquals(1, told.size());
        tavern.tells(BROKEN);
        rounds.make();
        assertEquals(1, told.size());
        tavern.tells(HOLDS);
        rounds.make();
        assertEquals("end", told.getLast());
    }

    @Test
    void whatCouldNotBeLookedAtIsUnknownAndNoIncident() throws Exception {
        tavern.tells(CheckResult.unknown("nobody-below-zero", "1 not checked", AT));
        rounds.make();
        brokenFor("1 hour");
        rounds.make();
        assertEquals(Verdict.UNKNOWN, tavern().verdict());
        assertEquals(List.of(), told);
    }

    @Test
    void whatNobodyHasToldOfForThreeRoundsIsUnknown() throws Exception {
        rounds.make();
        admin.execute("update integrity_result set seen_at = now() - interval '16 min'");
        assertEquals(Verdict.UNKNOWN, tavern().verdict());
    }

    @Test
    void aCheckThatItsBuildNoLongerHasIsForgottenAndItsIncidentEnds() throws Exception {
        tavern.tells(BROKEN);
        rounds.make();
        brokenFor("5 min");
        rounds.make();
        tavern.tells(new CheckResult("other", true, "", AT));
        rounds.make();
        assertEquals("end", told.getLast());
        assertEquals(
                List.of("other"),
                integrity.current().stream()
                        .filter(it -> it.service().equals("tavern"))
                        .map(CheckState::name)
                        .toList());
    }

    @Test
    void keepsEachStartOnceWithItsReport() throws Exception {
        rounds.make();
        rounds.make();
        var starts = integrity.starts(10);
        assertEquals(1, starts.size());
        assertEquals("well", starts.getFirst().report().get("clock"));
        assertEquals(Instant.parse("2026-12-01T03:00:00Z"), starts.getFirst().beganAt());
    }

    @Test
    void aGuildHearsWhatIsWrongWithItAndWhatToDo() throws Exception {
        tavern.tells(
                HOLDS,
                BROKEN.advising("Count again."),
                CheckResult.unknown("dark", "it is dark", AT));
        var found =
                new CheckFindings(reader)
                        .of(new GuildId(7)).stream()
                                .map(it -> it.title() + " / " + it.whatToDo())
                                .collect(Collectors.joining("\n"));
        assertEquals("health /bot/checks/7", tavern.asked);
        assertEquals(
                """
                “Nobody below zero” does not hold / Count again.
                “Dark” could not be checked / Ask again in a while. If it stays so, tell the bot’s operators.\
                """,
                found);
        tavern.fails();
        var away = new CheckFindings(reader).of(new GuildId(7)).getFirst();
        assertEquals("The checks of tavern could not be read", away.title());
    }

    private CheckState tavern() {
        return integrity.current().stream()
                .filter(it -> it.service().equals("tavern"))
                .findFirst()
                .orElseThrow();
    }

    private void brokenFor(String interval) {
        admin.execute(
                "update integrity_result set broken_since = broken_since - interval '%s'"
                        .formatted(interval));
    }

    private List<Incident> incidents() {
        return open.keySet().stream()
                .map(root ->
                        new Incident(
                                1,
                                root,
                                dev.holdfast.health.probe.Verdict.DEGRADED,
                                AT,
                                null,
                                List.of(),
                                null))
                .toList();
    }

    /** Only of the tavern: health's own checks look at what other tests leave in its tables. */
    private void report(Finding finding) {
        if (!ROOT.equals(finding.root())) {
            return;
        }
        open.put(finding.root(), finding.text());
        told.add("open: " + finding.text());
    }

    private void recovered(Component root) {
        if (!ROOT.equals(root)) {
            return;
        }
        open.remove(root);
        told.add("end");
    }
}
