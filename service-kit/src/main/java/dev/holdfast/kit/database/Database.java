package dev.holdfast.kit.database;

import dev.holdfast.kit.problem.Unavailable;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.Driver;

/** The pools of connections: the service's own, and a small one for its worker. */
@Singleton
final class Database {

    private static final Duration MOST_WAIT = Duration.ofSeconds(3);
    private static final Duration CHECK_AFTER_IDLE = Duration.ofSeconds(5);
    private static final int WORKER_CONNECTIONS = 2;

    private final AgroalDataSource service;
    private final AgroalDataSource worker;
    private final Jdbi serviceJdbi;
    private final Jdbi workerJdbi;
    private final Duration patience;
    private final StorageState storage = new StorageState(System::nanoTime);

    @Inject
    Database(DatabaseAddresses addresses, DatabaseSettings settings, MeterRegistry metrics)
            throws SQLException {
        this(addresses.ofService(), addresses.ofWorker(), settings, metrics);
    }

    Database(
            DatabaseAddress ofService,
            DatabaseAddress ofWorker,
            DatabaseSettings settings,
            MeterRegistry metrics)
            throws SQLException {
        this.service = pool(ofService, settings.poolSize());
        this.worker = pool(ofWorker, WORKER_CONNECTIONS);
        this.serviceJdbi = Jdbi.create(service);
        this.workerJdbi = Jdbi.create(worker);
        serviceJdbi.registerArrayType(new BigintArray());
        workerJdbi.registerArrayType(new BigintArray());
        serviceJdbi.setSqlLogger(new StatementSpans());
        this.patience = settings.patience();
        Gauge.builder(
                        "holdfast.database.writable",
                        storage,
                        it -> it.obstacle().isPresent() ? 0 : 1)
                .register(metrics);
        Gauge.builder(
                        "holdfast.database.connections.active",
                        service,
                        it -> it.getMetrics().activeCount())
                .register(metrics);
        Gauge.builder(
                        "holdfast.database.connections.awaiting",
                        service,
                        it -> it.getMetrics().awaitingCount())
                .register(metrics);
    }

    /** What is known of whether PostgreSQL takes what is written. */
    StorageState storage() {
        return storage;
    }

    /** As the service, under row-level security; nothing is committed but by the caller. */
    Handle open() {
        return serviceJdbi.open();
    }

    /** Asks as the service and undoes whatever came of it. */
    <T> T ask(Function<Handle, T> question) {
        return ask(serviceJdbi, question);
    }

    /**
     * Asks as the worker, who sees which guilds have rows and no more of them; again where the
     * connection was lost.
     *
     * @throws Unavailable when PostgreSQL was away for longer than {@code DATABASE_PATIENCE}
     */
    <T> T askAsWorker(Function<Handle, T> question) {
        var attempts = new RetryAttempts(patience);
        while (true) {
            attempts.next();
            try {
                return ask(workerJdbi, question);
            } catch (JdbiException e) {
                if (!FailureKind.of(e).passes()) {
                    throw e;
                }
                worker.flush(FlushMode.IDLE);
                if (!attempts.again()) {
                    throw new Unavailable("PostgreSQL did not answer in time", e);
                }
            }
        }
    }

    /** Lets the worker do one of the few things that it may, and keeps it. */
    <T> T commitAsWorker(Function<Handle, T> action) {
        return ask(
                workerJdbi,
                handle -> {
                    var done = action.apply(handle);
                    handle.commit();
                    return done;
                });
    }

    void dropIdleWorkers() {
        worker.flush(FlushMode.IDLE);
    }

    private static <T> T ask(Jdbi jdbi, Function<Handle, T> question) {
        try (var handle = jdbi.open()) {
            try {
                return question.apply(handle);
            } finally {
                handle.rollback();
            }
        }
    }

    /** After one connection broke, the idle ones are not worth an attempt each. */
    void dropIdleConnections() {
        service.flush(FlushMode.IDLE);
    }

    @PreDestroy
    void close() {
        service.close();
        worker.close();
    }

    private static AgroalDataSource pool(DatabaseAddress address, int size) throws SQLException {
        var configuration = new AgroalDataSourceConfigurationSupplier().metricsEnabled();
        configuration
                .connectionPoolConfiguration()
                .maxSize(size)
                .minSize(0)
                .acquisitionTimeout(MOST_WAIT)
                .idleValidationTimeout(CHECK_AFTER_IDLE)
                .exceptionSorter(failed -> FailureKind.of(failed).passes())
                .connectionFactoryConfiguration()
                .connectionProviderClass(Driver.class)
                .jdbcUrl(address.jdbcUrl())
                .principal(new NamePrincipal(address.user()))
                .credential(new SimplePassword(address.password()))
                .autoCommit(false)
                .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED);
        return AgroalDataSource.from(configuration);
    }
}
