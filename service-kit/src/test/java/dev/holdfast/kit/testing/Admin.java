package dev.holdfast.kit.testing;

import dev.holdfast.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;

/** The database as its owner sees it, past row-level security: for planting and for counting. */
public final class Admin {

    private final Jdbi jdbi =
            Jdbi.create(
                    Servers.postgres().jdbcUrl(),
                    EmbeddedPostgres.USER,
                    Servers.postgres().password());
    private final String schema;

    public Admin(String schema) {
        this.schema = schema;
    }

    public void execute(String sql) {
        jdbi.useHandle(handle -> {
            handle.execute("set search_path = " + schema);
            handle.execute(sql);
        });
    }

    /** Does something while a statement's locks are held. */
    public void holding(String sql, Callable<?> meanwhile) throws Exception {
        jdbi.useTransaction(handle -> {
            handle.execute("set search_path = " + schema);
            handle.execute(sql);
            meanwhile.call();
        });
    }

    public long count(String sql) {
        return list(sql, Long.class).getFirst();
    }

    public <T> List<T> list(String sql, Class<T> type) {
        return jdbi.withHandle(handle -> {
            handle.execute("set search_path = " + schema);
            return handle.createQuery(sql).mapTo(type).list();
        });
    }
}
