package dev.holdfast.kit.coordination;

import java.util.UUID;

/** What a process calls itself among others: no other ever has the same name. */
final class InstanceName {

    private InstanceName() {}

    /** Such as {@code economy-2:4711:0b6f...}: the machine's name where it says it, the pid. */
    static String name() {
        var machine = System.getenv().getOrDefault("HOSTNAME", "local");
        return "%s:%d:%s".formatted(machine, ProcessHandle.current().pid(), UUID.randomUUID());
    }
}
