package dev.holdfast.kit.address;

import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps endpoints up to date: resolves every host name again every three seconds. New instances get
 * requests within seconds, and instances that left get none. Thread-safe.
 */
@Singleton
public final class Discovery {

    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final NameResolver resolver;
    private final List<Endpoints> kept = new CopyOnWriteArrayList<>();
    private final PollingLoop loop;
    private final AtomicBoolean started = new AtomicBoolean();

    @Inject
    Discovery(PollingLoops loops) {
        this(loops, InetAddress::getAllByName, INTERVAL);
    }

    /** The same with names of another kind. */
    public Discovery(PollingLoops loops, NameResolver resolver, Duration interval) {
        this.resolver = resolver;
        this.loop = loops.every("addresses", interval, this::resolve);
    }

    /**
     * The instances behind these addresses, from now on.
     *
     * @param named as {@link Endpoints#parse} reads them
     */
    public Endpoints endpoints(List<URI> named) {
        var endpoints = new Endpoints(named, resolver);
        if (endpoints.hasNames()) {
            kept.add(endpoints);
            if (started.compareAndSet(false, true)) {
                loop.start();
            }
        }
        return endpoints;
    }

    private void resolve() {
        kept.forEach(Endpoints::resolve);
    }

    @PreDestroy
    public void close() {
        loop.end();
    }
}
