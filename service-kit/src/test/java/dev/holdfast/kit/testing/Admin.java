package dev.holdfast.kit.testing;

import dev.holdfast.embedded.EmbeddedPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.Driver;

/** The database as its owner sees it, past row-level security: for planting and for counting. */
public final class Admin {

    private static final int CONNECTIONS = 4;
    private static final int LOOKS = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final String schema;

    public Admin(String schema) {
        this.schema = schema;
    }

    /** Connections that are kept: tests ask many times a second, and a login costs 20 ms. */
    private static final class Pool {
        static final Jdbi JDBI = Jdbi.create(open());

        private static AgroalDataSource open() {
            var configuration = new AgroalDataSourceConfigurationSupplier();
            configuration
                    .connectionPoolConfiguration()
                    .maxSize(CONNECTIONS)
                    .validateOnBorrow(true)
                    .reapTimeout(IDLE)
                    .connectionFactoryConfiguration()
                    // Not by DriverManager: the first to load it may have been another class
                    // loader.
                    .connectionProviderClass(Driver.class)
                    .jdbcUrl(Servers.postgres().jdbcUrl())
                    .principal(new NamePrincipal(EmbeddedPostgres.USER))
                    .credential(new SimplePassword(Servers.postgres().password()));
            try {
                return AgroalDataSource.from(configuration);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public void execute(String sql) {
        Pool.JDBI.useHandle(handle -> {
            handle.execute("set search_path = " + schema);
            handle.execute(sql);
        });
    }

    /** What a role may do, in a transaction of which nothing stays. */
    public <T> T as(String role, Function<Handle, T> body) {
        return Pool.JDBI.inTransaction(handle -> {
            handle.execute("set local search_path = " + schema);
            handle.execute("set local role " + role);
            try {
                return body.apply(handle);
            } finally {
                handle.rollback();
            }
        });
    }

    /** Does something while a statement's locks are held. */
    public void holding(String sql, Callable<?> meanwhile) throws Exception {
        Pool.JDBI.useTransaction(handle -> {
            handle.execute("set search_path = " + schema);
            handle.execute(sql);
            meanwhile.call();
        });
    }

    /**
     * Waits until so many connections wait for a lock, for about ten seconds at most. So a test
     * that holds that lock makes them meet at it, every time.
     */
    public void awaitWaiting(int many) {
        // Unlike pg_stat_activity these are read anew within the transaction that holds the lock.
        var waiting = "select count(distinct pid) from pg_locks where not granted";
        for (var look = 0; look < LOOKS; look++) {
            if (count(waiting) >= many) {
                return;
            }
            list("select 1 from pg_sleep(0.01)", Integer.class);
        }
        throw new AssertionError("%d of %d wait for a lock".formatted(count(waiting), many));
    }

    public long count(String sql) {
        return list(sql, Long.class).getFirst();
    }

    public <T> List<T> list(String sql, Class<T> type) {
        return Pool.JDBI.withHandle(handle -> {
            handle.execute("set search_path = " + schema);
            return handle.createQuery(sql).mapTo(type).list();
        });
    }
}
