package dev.holdfast.health.alert;

import dev.holdfast.health.operator.PreflightLine;
import dev.holdfast.kit.security.ForOperators;
import dev.holdfast.kit.text.Texts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** REST for operators: has every route take a message, to see that it arrives. */
@ForOperators
@Path("/health/test-alert")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class TestAlertResource {

    private static final String NAME = "alerts";
    private static final Texts TEXTS = Texts.of("alert");

    private final Routes routes;
    private final Clock clock;

    @Inject
    TestAlertResource(Routes routes, Clock clock) {
        this.routes = routes;
        this.clock = clock;
    }

    /** Sends one on each route, within 15 s for each, and says which took it. */
    @POST
    public PreflightLine send() throws InterruptedException {
        var notice = Notice.test(clock.instant(), TEXTS.english("test"));
        var failed = new ArrayList<String>();
        for (var route : routes.all()) {
            if (route.send(notice) instanceof AlertRoute.Sent.Failed(var why)) {
                failed.add("%s: %s".formatted(route.name(), why));
            }
        }
        return line(failed);
    }

    private PreflightLine line(List<String> failed) {
        var names = routes.all().stream().map(AlertRoute::name).toList();
        if (names.isEmpty()) {
            return PreflightLine.doesNot(
                    NAME,
                    "There is no route: nobody would hear of an incident.",
                    "Set HEALTH_WEBHOOKS, or HOLDFAST_GATEWAYS for direct messages.");
        }
        return failed.isEmpty()
                ? PreflightLine.holds(
                        NAME, "A test alert was taken by %s.".formatted(String.join(", ", names)))
                : PreflightLine.doesNot(
                        NAME,
                        "A test alert was not taken: %s.".formatted(String.join("; ", failed)),
                        "Mend that route; alert.log of health-service says more.");
    }
}
