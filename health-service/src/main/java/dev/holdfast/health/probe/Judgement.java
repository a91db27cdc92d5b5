package dev.holdfast.health.probe;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNullElse;

import dev.holdfast.health.probe.Component.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes measurements of what instances said: of each, of each service, and of Discord. */
final class Judgement {

    static final String GATEWAY = "gateway";
    static final Component DISCORD_COMPONENT = new Component(Kind.DISCORD, "main");

    private static final String DISCORD = "discord";
    private static final Set<String> CONNECTED = Set.of("connected", "standing by");
    private static final long SLOW_HEARTBEAT_MILLIS = 5_000;
    private static final long FEW_IDENTIFIES = 50;
    private static final long MANY_REFUSED = 2_500;

    private Judgement() {}

    /**
     * All that instances told: of themselves, of their services, and of Discord. What several told
     * is as old as the oldest answer: the prober may have been halted since.
     *
     * @param services also those of which no instance is found
     */
    static List<Measurement> fleet(
            List<String> services, List<InstanceState> instances, Instant now) {
        var all = new ArrayList<Measurement>();
        var ofService = new HashMap<String, List<Measurement>>();
        services.forEach(name -> ofService.put(name, new ArrayList<>()));
        for (var state : instances) {
            var measured = instance(state, requireNonNullElse(state.measuredAt(), now));
            all.add(measured);
            ofService.computeIfAbsent(state.service(), _ -> new ArrayList<>()).add(measured);
        }
        ofService.forEach((name, of) -> all.add(service(name, of, oldest(of, now))));
        var gateways = ofService.getOrDefault(GATEWAY, List.of());
        all.add(discord(instances, oldest(gateways, now)));
        return all;
    }

    private static Instant oldest(List<Measurement> measured, Instant otherwise) {
        return measured.stream().map(Measurement::at).min(naturalOrder()).orElse(otherwise);
    }

    static Measurement instance(InstanceState state, Instant at) {
        var component = state.component();
        if (!state.reached()) {
            return new Measurement(
                    component, Verdict.DOWN, "It does not answer.", state.build(), at);
        }
        var wrong = wrong(state);
        var verdict = wrong.isEmpty() ? Verdict.WELL : Verdict.DEGRADED;
        return new Measurement(component, verdict, wrong, state.build(), at);
    }

    private static String wrong(InstanceState state) {
        var down =
                state.checks().entrySet().stream()
                        .filter(check -> !check.getValue().up())
                        .map(check -> check.getKey() + why(check.getValue()))
                        .sorted()
                        .toList();
        if (!state.started()) {
            return "It is starting. " + named(down);
        }
        if (!state.ready()) {
            return "It takes no requests. " + named(down);
        }
        return down.isEmpty() ? "" : named(down);
    }

    private static String why(InstanceState.Check check) {
        return Optional.ofNullable(check.data().get("why")).map(" (%s)"::formatted).orElse("");
    }

    private static String named(List<String> down) {
        return down.isEmpty() ? "" : "Not well: %s.".formatted(String.join(", ", down));
    }

    /** Down where all instances are; degraded where some are not well. */
    static Measurement service(String service, List<Measurement> instances, Instant at) {
        var component = new Component(Kind.SERVICE, service);
        var down = instances.stream().filter(it -> it.verdict() == Verdict.DOWN).count();
        var well = instances.stream().filter(it -> it.verdict() == Verdict.WELL).count();
        var build = instances.stream().map(Measurement::build).max(String::compareTo).orElse("");
        if (instances.isEmpty() || down == instances.size()) {
            var why = instances.isEmpty() ? "No instance is found." : "No instance answers.";
            return new Measurement(component, Verdict.DOWN, why, build, at);
        }
        var verdict = well == instances.size() ? Verdict.WELL : Verdict.DEGRADED;
        var why =
                verdict == Verdict.WELL
                        ? ""
                        : "%d of %d instances are well.".formatted(well, instances.size());
        return new Measurement(component, verdict, why, build, at);
    }

    /** What gateways say of Discord; unknown where none was reached that tells. */
    static Measurement discord(List<InstanceState> instances, Instant at) {
        var said =
                instances.stream()
                        .filter(it -> it.reached() && GATEWAY.equals(it.service()))
                        .flatMap(it -> Optional.ofNullable(it.checks().get(DISCORD)).stream())
                        .toList();
        if (said.isEmpty()) {
            return Measurement.of(
                    DISCORD_COMPONENT, Verdict.UNKNOWN, "No gateway says anything.", at);
        }
        var connected =
                said.stream()
                        .filter(check -> CONNECTED.contains(text(check, "state")) && check.up())
                        .toList();
        if (connected.isEmpty()) {
            return Measurement.of(DISCORD_COMPONENT, Verdict.DOWN, lost(said), at);
        }
        var wrong = limits(connected);
        return wrong.isEmpty()
                ? Measurement.well(DISCORD_COMPONENT, at)
                : Measurement.of(DISCORD_COMPONENT, Verdict.DEGRADED, String.join(" ", wrong), at);
    }

    private static String lost(List<InstanceState.Check> said) {
        for (var key : List.of("fix", "obstacle")) {
            for (var check : said) {
                if (check.data().containsKey(key)) {
                    return text(check, key);
                }
            }
        }
        return "No gateway is connected to Discord; they are %s."
                .formatted(
                        String.join(
                                ", ",
                                said.stream().map(it -> text(it, "state")).distinct().toList()));
    }

    private static List<String> limits(List<InstanceState.Check> connected) {
        var wrong = new ArrayList<String>();
        var slowest = most(connected, "heartbeatMillis");
        if (slowest > SLOW_HEARTBEAT_MILLIS) {
            wrong.add("Discord takes %d ms to acknowledge a heartbeat.".formatted(slowest));
        }
        var refused = most(connected, "refusedCalls");
        if (refused > MANY_REFUSED) {
            wrong.add(
                    "Discord refused %d calls in ten minutes; at 10,000 it bans this address."
                            .formatted(refused));
        }
        var left = least(connected, "identifiesLeft");
        if (left < FEW_IDENTIFIES) {
            wrong.add("Discord lets the bot begin only %d more sessions today.".formatted(left));
        }
        return wrong;
    }

    private static long most(List<InstanceState.Check> checks, String key) {
        return checks.stream().mapToLong(it -> number(it, key, 0)).max().orElse(0);
    }

    private static long least(List<InstanceState.Check> checks, String key) {
        return checks.stream()
                .mapToLong(it -> number(it, key, Long.MAX_VALUE))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static long number(InstanceState.Check check, String key, long otherwise) {
        var text = text(check, key);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
    }

    private static String text(InstanceState.Check check, String key) {
        return check.data().getOrDefault(key, "");
    }
}
