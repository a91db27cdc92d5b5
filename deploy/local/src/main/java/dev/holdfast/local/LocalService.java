package dev.holdfast.local;

import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinition.Need;
import java.util.Optional;

/** A service of the fleet, on the ports where it listens here. */
record LocalService(
        ServiceDefinition definition, LoopbackPort port, Optional<LoopbackPort> publicPort) {

    String name() {
        return definition.name();
    }

    String processName() {
        return definition.processName();
    }

    boolean needs(Need need) {
        return definition.needs(need);
    }

    String address() {
        return "http://127.0.0.1:" + port.number();
    }
}
