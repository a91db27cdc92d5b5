package dev.holdfast.health.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.status.GuildDiagnosis.Result;
import dev.holdfast.health.statuspage.Statuses;
import dev.holdfast.health.testing.GoldenReplies;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.Asking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an admin sees of their server, and an operator of everything. */
class HealthCheckCardTest {

    private static final GuildId GUILD = new GuildId(1);
    private static final Invocation ASKED = Asking.in(GUILD).command("healthcheck").build();
    private static final Permissions ALL = new Permissions(-1);

    private final HealthCheckView view = new HealthCheckView();

    @Test
    void saysThatAllIsWell() {
        assertSame("healthcheck-fine", new Result(List.of(), true), List.of());
    }

    @Test
    void saysThatNotAllCouldBeChecked() {
        assertSame("healthcheck-unknown", new Result(List.of(), false), List.of());
    }

    @Test
    void saysWhatToDoAboutEachFinding() {
        var missing = roles(Permissions.of(Permission.VIEW_CHANNEL), 1);
        var findings = PlaceFindings.findings(GUILD, missing);
        assertEquals(2, findings.size());
        assertSame("healthcheck-found", new Result(findings, true), List.of());
    }

    @Test
    void findsNothingWhereTheBotHasWhatItNeeds() {
        assertEquals(List.of(), PlaceFindings.findings(GUILD, roles(ALL, 9)));
    }

    @Test
    void showsOperatorsEveryProcessAndMachine() {
        var now = Statuses.NOW;
        var everything =
                List.of(
                        new ComponentState(Statuses.ECONOMY, Verdict.WELL, now, now, "", "42"),
                        new ComponentState(
                                new Component(Kind.INSTANCE, "economy/127.0.0.1:8081"),
                                Verdict.DOWN,
                                now,
                                now,
                                "It has *not* answered since 14:02.",
                                ""));
        assertSame("healthcheck-operator", new Result(List.of(), true), everything);
    }

    @Test
    void asManyAsThereAreFitInAReply() {
        var long1 = "x".repeat(2_000);
        var findings = Collections.nCopies(50, new GuildFinding(long1, long1, long1));
        var states = new ArrayList<ComponentState>();
        for (var i = 0; i < 200; i++) {
            var instance = new Component(Kind.INSTANCE, "economy/10.0.0.%d:8081".formatted(i));
            states.add(
                    new ComponentState(
                            instance, Verdict.WELL, Statuses.NOW, Statuses.NOW, long1, ""));
        }
        var shown = view.show(ASKED, new Result(findings, true), states);
        assertTrue(shown.card() != null && shown.card().words().contains("more"));
    }

    @Test
    void whatFailsToLookIsNotTakenForWell() throws InterruptedException {
        GuildFindings broken =
                _ -> {
                    throw new IllegalStateException("the dog ate it");
                };
        var found = new GuildFinding("A title", "", "Do it.");
        var result = new GuildDiagnosis(List.of(broken, _ -> List.of(found))).of(GUILD);
        assertFalse(result.isComplete());
        assertEquals(List.of(found), result.findings());
    }

    private static GuildRoles roles(Permissions permissions, int place) {
        return new GuildRoles(
                List.of(
                        new GuildRoles.Role(
                                new RoleId(GUILD.value()), "@everyone", 0, Permissions.NONE, false),
                        new GuildRoles.Role(new RoleId(7), "Bot", place, permissions, true),
                        new GuildRoles.Role(new RoleId(8), "Member", 5, Permissions.NONE, false)),
                new GuildRoles.Bot(new RoleId(7), permissions));
    }

    private void assertSame(String name, Result result, List<ComponentState> everything) {
        GoldenReplies.assertSame(name, Reply.whisper(view.show(ASKED, result, everything)));
    }
}
