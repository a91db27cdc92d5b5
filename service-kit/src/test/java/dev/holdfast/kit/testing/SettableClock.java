package dev.holdfast.kit.testing;

import java.time.Duration;

/** Moves business time ahead of the database's clock, for all who use the schema. */
public final class SettableClock implements AutoCloseable {

    private final Admin admin;

    public SettableClock(String schema) {
        this.admin = new Admin(schema);
    }

    public void advance(Duration by) {
        admin.execute("update clock set ahead = ahead + interval '%d ms'".formatted(by.toMillis()));
    }

    /** Back to the database's own time. */
    @Override
    public void close() {
        admin.execute("update clock set ahead = '0'");
    }
}
