package dev.holdfast.gateway.catalog;

import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.fleet.Instance;
import dev.holdfast.kit.command.BotResource;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.Manifest;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the catalog up to date: reads the services' manifests every few seconds, stores changes,
 * and publishes them to Discord. Thread-safe.
 */
@ApplicationScoped
public final class CatalogUpdater {

    private static final Logger LOG = Logger.getLogger("holdfast.catalog");
    private static final long ASKING_SECONDS = 5;

    private final Fleet fleet;
    private final BotResource own;
    private final CatalogRecord kept;
    private final CommandPublisher publication;
    private final KnownManifests known = new KnownManifests();
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private final CountDownLatch firstComplete = new CountDownLatch(1);
    private volatile Map<String, Set<String>> wanting = Map.of();
    private volatile OfferedCapabilities offered = OfferedCapabilities.NONE;
    private volatile Catalog current = Catalog.EMPTY;
    private volatile boolean complete;
    private List<Manifest> counting = List.of();
    private boolean remembered;
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final PollingLoop loop;

    CatalogUpdater(
            Fleet fleet,
            BotResource own,
            CatalogRecord kept,
            CommandPublisher publication,
            CatalogSettings settings,
            PollingLoops loops) {
        this.fleet = fleet;
        this.own = own;
        this.kept = kept;
        this.publication = publication;
        this.loop = loops.every("catalog", settings.interval(), this::look);
    }

    /** The commands there are right now. */
    public Catalog current() {
        return current;
    }

    /** The services that want to be told of such events, away or not. */
    public Set<String> wanting(EventKind kind) {
        return wanting.getOrDefault(kind.word(), Set.of());
    }

    /** Which services tell which facts and take which orders, away or not. */
    public OfferedCapabilities offered() {
        return offered;
    }

    /** Waits until it is known what services wanted before the start; false: not yet. */
    public boolean awaitKnown(Duration longest) throws InterruptedException {
        return firstLook.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether every service was heard of, now or before the start. */
    public boolean isComplete() {
        return complete;
    }

    /** Waits until every service was heard of; false: not yet. */
    public boolean awaitComplete(Duration longest) throws InterruptedException {
        return firstComplete.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The service this process is, whose commands it runs itself. */
    public String own() {
        return own.manifest().service();
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
        asking.shutdownNow();
    }

    private void look() throws InterruptedException {
        if (!remembered) {
            var before = kept.read();
            known.remember(before.manifests());
            current = Catalog.merge(before.owners(), before.manifests());
            wanting = wanting(before.manifests());
            offered = OfferedCapabilities.by(before.manifests());
            remembered = true;
        }
        var instances = fleet.instances();
        ask(instances);
        var best = known.best(byService(instances));
        if (!best.equals(counting)) {
            change(best);
        }
        complete = services(best).containsAll(fleet.names());
        firstLook.countDown();
        if (complete) {
            firstComplete.countDown();
        }
        publication.publish(current);
    }

    private void change(List<Manifest> best) {
        var merged = Catalog.merge(current.owners(), best);
        kept.keep(best, merged.owners());
        merged.contested().forEach(LOG::error);
        LOG.infof("%d commands of %d services", merged.commands().size(), best.size());
        counting = best;
        current = merged;
        wanting = wanting(best);
        offered = OfferedCapabilities.by(best);
        offered.contested().forEach(LOG::error);
    }

    private static Set<String> services(Collection<Manifest> manifests) {
        return manifests.stream().map(Manifest::service).collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> wanting(Collection<Manifest> manifests) {
        var wanting = new HashMap<String, Set<String>>();
        for (var manifest : manifests) {
            for (var kind : manifest.events()) {
                wanting.computeIfAbsent(kind, _ -> new HashSet<>()).add(manifest.service());
            }
        }
        return wanting;
    }

    private void ask(Collection<Instance> instances) throws InterruptedException {
        known.hear(own, own.manifest());
        var questions = new ArrayList<Callable<Answered>>();
        for (var instance : instances) {
            questions.add(() -> new Answered(instance, fleet.manifest(instance).orElse(null)));
        }
        for (var answer : asking.invokeAll(questions, ASKING_SECONDS, TimeUnit.SECONDS)) {
            if (answer.state() == Future.State.SUCCESS && answer.resultNow().manifest() != null) {
                known.hear(answer.resultNow().instance(), answer.resultNow().manifest());
            }
        }
    }

    private record Answered(Instance instance, @Nullable Manifest manifest) {}

    private Map<String, List<Object>> byService(Collection<Instance> instances) {
        var byService = new HashMap<String, List<Object>>();
        // One whose name cannot be resolved yet is away, and removes nothing.
        fleet.names().forEach(service -> byService.put(service, new ArrayList<>()));
        byService.put(own(), List.of(own));
        for (var instance : instances) {
            byService.computeIfAbsent(instance.service(), _ -> new ArrayList<>()).add(instance);
        }
        return byService;
    }
}
