package dev.holdfast.smoke.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.smoke.process.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A server that answers and refuses to write, for a while; health is asked all the time.
 *
 * @param name of the refusal
 * @param check the health check that is to show it
 * @param shows which services notice it by themselves
 * @param said what their checks said meanwhile, by service
 */
record WriteRefusal(
        String name,
        String check,
        List<ServiceProcess> shows,
        Duration lasting,
        Runnable begin,
        Runnable end,
        Map<String, String> said)
        implements Disturbance {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    WriteRefusal(
            String name,
            String check,
            List<ServiceProcess> shows,
            Duration lasting,
            Runnable begin,
            Runnable end) {
        this(name, check, shows, lasting, begin, end, new ConcurrentHashMap<>());
    }

    @Override
    public void make(BooleanSupplier nobodyLeft) throws InterruptedException {
        Pause.of(BEFORE_AND_AFTER);
        begin.run();
        try {
            var until = System.nanoTime() + lasting.toNanos();
            while (System.nanoTime() < until) {
                shows.forEach(
                        service -> why(service).ifPresent(it -> said.put(service.toString(), it)));
                Pause.of(BETWEEN_LOOKS);
            }
        } finally {
            end.run();
        }
        var until = System.nanoTime() + RECOVERY.toNanos();
        while (!down().isEmpty()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("%s: still down: %s".formatted(name, down()));
            }
            Pause.of(BETWEEN_LOOKS);
        }
        Pause.of(BEFORE_AND_AFTER);
    }

    /** All wellness checks that are down, by service. */
    private Map<String, String> down() {
        var down = new HashMap<String, String>();
        for (var service : shows) {
            for (var each : checks(service)) {
                if (!"UP".equals(each.path("status").asText())) {
                    down.put(service.toString(), each.toString());
                }
            }
        }
        return down;
    }

    private Optional<String> why(ServiceProcess service) {
        for (var each : checks(service)) {
            if (each.path("name").asText().equals(check)
                    && "DOWN".equals(each.path("status").asText())) {
                return Optional.of(each.at("/data/why").asText());
            }
        }
        return Optional.empty();
    }

    private static JsonNode checks(ServiceProcess service) {
        try {
            var well = service.caller().waiting(PATIENCE).get("/q/health/well");
            return JSON.readTree(well.body()).path("checks");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, Integer> done() {
        return Map.of(name + " for " + lasting, 1);
    }
}
