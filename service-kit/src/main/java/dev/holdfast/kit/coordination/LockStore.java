package dev.holdfast.kit.coordination;

import org.jdbi.v3.core.Handle;

/** PostgreSQL's locks by two numbers, which never meet the guild's own lock by one. */
final class LockStore {

    private static final String TAKE =
            "select pg_try_advisory_xact_lock(hashtext(:service), hashtext(:key))";

    private final Handle handle;

    LockStore(Handle handle) {
        this.handle = handle;
    }

    /** Until the transaction ends; false where another transaction has it. */
    boolean take(String service, LockKey key) {
        return handle.createQuery(TAKE)
                .bind("service", service)
                .bind("key", key.toString())
                .mapTo(Boolean.class)
                .one();
    }
}
