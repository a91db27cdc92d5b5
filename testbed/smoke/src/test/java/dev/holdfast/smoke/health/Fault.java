package dev.holdfast.smoke.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.embedded.EmbeddedServer;
import dev.holdfast.smoke.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One cause of trouble.
 *
 * @param name for people
 * @param root the component that an operator is to be told of
 * @param dependants what breaks with it for certain, and is attached
 */
record Fault(String name, String root, Set<String> dependants, Deed begin, Deed end) {

    static final String POSTGRES = "postgres:main";
    private static final String REDIS = "redis:main";
    private static final String DISCORD = "discord:main";
    static final String ECONOMY = "service:economy";
    static final String GATEWAY = "service:gateway";
    private static final String WATCHER = "watcher:prober";

    /** Discord's word for a token that it does not know. */
    private static final int AUTHENTICATION_FAILED = 4004;

    /** Longer than a whole look may take. */
    private static final Duration SLOWER = HealthFleet.TIMEOUT.multipliedBy(4);

    /** What is done to the fleet. */
    @FunctionalInterface
    interface Deed {
        void run() throws Exception;
    }

    Fault {
        dependants = Set.copyOf(dependants);
    }

    /**
     * Each thing killed, halted, cut off and slowed. The first six have each thing and each way at
     * least once.
     */
    static List<Fault> all(HealthFleet fleet) {
        return List.of(
                killed(POSTGRES, fleet.postgres()).with(ECONOMY, GATEWAY),
                halted(REDIS, fleet.redis()),
                killed(GATEWAY, fleet.gateway()),
                cutOff(DISCORD, HealthFleet.DISCORD, fleet),
                slowed(ECONOMY, HealthFleet.ECONOMY, fleet),
                allCutOff(fleet),
                halted(POSTGRES, fleet.postgres()).with(ECONOMY, GATEWAY),
                killed(REDIS, fleet.redis()),
                killed(ECONOMY, fleet.economy()),
                cutOff(ECONOMY, HealthFleet.ECONOMY, fleet),
                halted(GATEWAY, fleet.gateway()),
                killed(DISCORD, fleet.discord()),
                cutOff(POSTGRES, HealthFleet.POSTGRES, fleet).with(ECONOMY, GATEWAY),
                cutOff(REDIS, HealthFleet.REDIS, fleet),
                halted(ECONOMY, fleet.economy()),
                cutOff(GATEWAY, HealthFleet.GATEWAY, fleet),
                refused(fleet),
                slowed(POSTGRES, HealthFleet.POSTGRES, fleet).with(ECONOMY, GATEWAY),
                slowed(GATEWAY, HealthFleet.GATEWAY, fleet));
    }

    private static Fault killed(String root, EmbeddedServer server) {
        return new Fault("kill -9 of " + root, root, Set.of(), server::kill, server::restart);
    }

    private static Fault killed(String root, ServiceProcess process) {
        return new Fault("kill -9 of " + root, root, Set.of(), process::kill, process::startAgain);
    }

    private static Fault halted(String root, EmbeddedServer server) {
        return new Fault("halt of " + root, root, Set.of(), server::pause, server::resume);
    }

    private static Fault halted(String root, ServiceProcess process) {
        return new Fault("halt of " + root, root, Set.of(), process::pause, process::resume);
    }

    static Fault cutOff(String root, String to, HealthFleet fleet) {
        var cables = fleet.cables();
        return new Fault(root + " cut off", root, Set.of(), () -> cables.cutTo(to), cables::mend);
    }

    private static Fault slowed(String root, String to, HealthFleet fleet) {
        var cables = fleet.cables();
        return new Fault(
                root + " slowed", root, Set.of(), () -> cables.slowTo(to, SLOWER), cables::mend);
    }

    private static Fault allCutOff(HealthFleet fleet) {
        var cables = fleet.cables();
        return new Fault(
                "health-service cut off from all",
                WATCHER,
                Set.of(),
                () -> cables.cutFrom(HealthFleet.HEALTH),
                cables::mend);
    }

    /** Discord does not let the bot in, until the gateway is started again. */
    private static Fault refused(HealthFleet fleet) {
        var order =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("gateway", "close")
                        .put("closeCode", AUTHENTICATION_FAILED);
        var gateway = fleet.gateway();
        return new Fault(
                "Discord refuses the bot",
                DISCORD,
                Set.of(GATEWAY),
                () -> fleet.seen().order(order),
                () -> {
                    gateway.kill();
                    gateway.startAgain();
                });
    }

    private Fault with(String... those) {
        return new Fault(name, root, Set.of(those), begin, end);
    }

    @Override
    public String toString() {
        return name;
    }
}
