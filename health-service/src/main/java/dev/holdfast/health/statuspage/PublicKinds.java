package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import java.util.List;

/** What the public is shown: no process, no machine, no address. */
final class PublicKinds {

    /** In the order in which they are shown. */
    static final List<Kind> ALL = List.of(Kind.DISCORD, Kind.SERVICE, Kind.POSTGRES, Kind.REDIS);

    private PublicKinds() {}

    static boolean has(Component component) {
        return ALL.contains(component.kind());
    }
}
