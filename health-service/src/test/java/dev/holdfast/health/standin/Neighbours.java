package dev.holdfast.health.standin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A gateway, two instances of a service, and two webhooks of an operator's; with short intervals.
 * One for all tests of this JVM.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    public static final String SECRET = "a-webhook-secret-that-only-tests-know-01";

    private static final String DISCORD =
            """
            {"name":"discord","status":"UP","data":{"state":"connected","heartbeatMillis":40,"refusedCalls":0}}
            """;
    private static final String DATABASE = "{\"name\":\"database\",\"status\":\"UP\"}";

    private static final StandIn GATEWAY = new StandIn();
    private static final StandIn ONE = new StandIn();
    private static final StandIn OTHER = new StandIn();
    private static final StandIn WEBHOOK = new StandIn();
    private static final StandIn SECOND_WEBHOOK = new StandIn();

    public static StandIn gateway() {
        return GATEWAY;
    }

    /** One of the two instances of economy. */
    public static StandIn one() {
        return ONE;
    }

    public static StandIn other() {
        return OTHER;
    }

    public static StandIn webhook() {
        return WEBHOOK;
    }

    public static StandIn secondWebhook() {
        return SECOND_WEBHOOK;
    }

    /** Everybody answers, and is well. */
    public static void areWell() {
        GATEWAY.isWell(DISCORD);
        GATEWAY.answer("/effects", 200, "{\"kind\":\"applied\"}");
        ONE.isWell(DATABASE);
        OTHER.isWell(DATABASE);
        WEBHOOK.answer("/hook", 200, "{}");
        SECOND_WEBHOOK.answer("/hook", 200, "{}");
    }

    @Override
    public Map<String, String> start() {
        areWell();
        return Map.ofEntries(
                Map.entry("holdfast.gateways", GATEWAY.url()),
                Map.entry("holdfast.services", "economy=%s|%s".formatted(ONE.url(), OTHER.url())),
                Map.entry(
                        "health.webhooks",
                        WEBHOOK.url() + "/hook," + SECOND_WEBHOOK.url() + "/hook"),
                Map.entry("health.webhook-secret", SECRET),
                Map.entry("health.probe-interval", "500ms"),
                Map.entry("health.probe-timeout", "1s"),
                Map.entry("health.recovery", "1500ms"),
                Map.entry("health.root-wait", "1s"),
                Map.entry("health.alert-retry", "100ms"),
                Map.entry("health.load", "1000"),
                Map.entry("health.volume-free", "1"));
    }

    @Override
    public void stop() {
        // They end with the JVM.
    }
}
