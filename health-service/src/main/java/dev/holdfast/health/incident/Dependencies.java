package dev.holdfast.health.incident;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What may have broken what, as of one round.
 *
 * @param states every component that is probed
 */
record Dependencies(Map<Component, ComponentState> states) {

    private static final String GATEWAY = "gateway";
    private static final String OPERATORS_ROUTE = "route/operators";
    private static final Component POSTGRES = new Component(Kind.POSTGRES, "main");
    private static final Component REDIS = new Component(Kind.REDIS, "main");
    private static final Component DISCORD = new Component(Kind.DISCORD, "main");
    private static final Set<Verdict> BAD = Set.of(Verdict.DEGRADED, Verdict.DOWN);

    boolean isBad(Component component) {
        return BAD.contains(verdict(component));
    }

    Verdict verdict(Component component) {
        var state = states.get(component);
        return state == null ? Verdict.UNKNOWN : state.verdict();
    }

    /** What may have broken the component, the likeliest first; empty where it is a root itself. */
    List<Component> rootsOf(Component component) {
        return switch (component.kind()) {
            case POSTGRES, REDIS, DISCORD, HOST -> List.of();
            case WATCHER -> rootsOfRoute(component);
            case SERVICE -> rootsOfService(component);
            case INSTANCE -> rootsOfInstance(component);
        };
    }

    /**
     * Whether the root, as it is now, is why the component is not well. PostgreSQL that is back is
     * not why something falls silent.
     */
    boolean explains(Component root, Component component) {
        return root.kind() != Kind.POSTGRES
                || verdict(component) != Verdict.DOWN
                || verdict(root) == Verdict.DOWN;
    }

    /** Roots come before what depends on them. */
    int rank(Component component) {
        return switch (component.kind()) {
            case WATCHER -> component.equals(Health.WATCHER) ? 0 : 7;
            case POSTGRES -> 1;
            case REDIS -> 2;
            case DISCORD -> 3;
            case HOST -> 4;
            case SERVICE -> isWhole(component.name()) ? 5 : 6;
            case INSTANCE -> isWhole(serviceOf(component)) ? 6 : 5;
        };
    }

    /** Operators are reached through a gateway, which needs PostgreSQL for it. */
    private static List<Component> rootsOfRoute(Component route) {
        return route.name().equals(OPERATORS_ROUTE)
                ? List.of(Health.WATCHER, POSTGRES, DISCORD, new Component(Kind.SERVICE, GATEWAY))
                : route.equals(Health.WATCHER) ? List.of() : List.of(Health.WATCHER);
    }

    private List<Component> rootsOfService(Component service) {
        var roots = new ArrayList<>(shared(service, service.name()));
        if (!isWhole(service.name())) {
            roots.addAll(instances(service.name()).filter(this::isBad).toList());
        }
        return roots;
    }

    private List<Component> rootsOfInstance(Component instance) {
        var service = serviceOf(instance);
        var roots = new ArrayList<>(shared(instance, service));
        if (isWhole(service)) {
            roots.add(new Component(Kind.SERVICE, service));
        }
        return roots;
    }

    /**
     * No process falls silent for want of Redis or Discord; for want of PostgreSQL hardly, and then
     * while that is down.
     */
    private List<Component> shared(Component component, String service) {
        if (verdict(component) == Verdict.DOWN) {
            return List.of(POSTGRES);
        }
        return service.equals(GATEWAY)
                ? List.of(POSTGRES, REDIS, DISCORD)
                : List.of(POSTGRES, REDIS);
    }

    /** No instance of the service is well: it is not about one of them. */
    private boolean isWhole(String service) {
        return instances(service).allMatch(this::isBad);
    }

    private Stream<Component> instances(String service) {
        return states.keySet().stream()
                .filter(it -> it.kind() == Kind.INSTANCE && serviceOf(it).equals(service));
    }

    private static String serviceOf(Component instance) {
        var slash = instance.name().indexOf('/');
        return slash < 0 ? instance.name() : instance.name().substring(0, slash);
    }
}
