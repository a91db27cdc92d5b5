package dev.holdfast.kit.integrity;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.command.ServiceCheck;
import dev.holdfast.kit.database.SchemaObjects;
import jakarta.inject.Singleton;

/**
 * Row-level security keeps the rows of guilds apart. A start without it is refused; this looks on.
 */
@Singleton
record IsolationCheck(SchemaObjects schema) implements ServiceCheck {

    @Override
    public String name() {
        return "guilds-are-kept-apart";
    }

    @Override
    public Finding check() {
        var faults = schema.faults();
        return faults.isEmpty()
                ? new Finding.Sound(schema.needed())
                : new Finding.Broken(String.join("; ", faults));
    }
}
