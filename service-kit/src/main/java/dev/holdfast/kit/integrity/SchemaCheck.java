package dev.holdfast.kit.integrity;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.command.ServiceCheck;
import dev.holdfast.kit.database.SchemaObjects;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/**
 * Every table, function, policy and trigger that this build's migrations made is there, and the
 * triggers are on: those that note changes behind the bot's back among them.
 */
@Singleton
record SchemaCheck(SchemaObjects schema) implements ServiceCheck {

    private static final int MOST_NAMED = 20;

    @Override
    public String name() {
        return "schema-is-whole";
    }

    @Override
    public Finding check() {
        var missing = schema.missing();
        return missing.isEmpty()
                ? new Finding.Sound(schema.needed())
                : new Finding.Broken(
                        "%d things that this build made are missing or switched off: %s"
                                .formatted(
                                        missing.size(),
                                        missing.stream()
                                                .limit(MOST_NAMED)
                                                .collect(Collectors.joining(", "))));
    }
}
