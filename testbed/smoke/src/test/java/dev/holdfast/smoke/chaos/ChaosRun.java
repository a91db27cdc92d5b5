package dev.holdfast.smoke.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** People run their errands while the fleet is disturbed; afterwards all of it is collected. */
final class ChaosRun {

    private static final Logger LOG = Logger.getLogger(ChaosRun.class);

    /** A channel takes a message a second, and who is answered late is told there. */
    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(4);

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LOADING = 1 << 7;

    private final ChaosSettings settings;
    private final ChaosFleet scene;
    private final Disturbance disturbance;
    private final Queue<RequestResult> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left;
    private volatile long end;

    ChaosRun(ChaosSettings settings, ChaosFleet scene, Disturbance disturbance) {
        this.settings = settings;
        this.scene = scene;
        this.disturbance = disturbance;
        this.left = new AtomicInteger(settings.commands());
        this.end = System.nanoTime() + settings.longest().toNanos();
    }

    /**
     * Returns when everybody has come home and everything runs again; what bots and Discord said to
     * each other must be as Discord describes it.
     */
    Findings run() throws Exception {
        var harbours = scene.discord().populate(settings.sailors());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var people = new ArrayList<Future<?>>();
            for (var person = 0; person < settings.concurrency(); person++) {
                var random = new Random(settings.seed() + person);
                people.add(threads.submit(() -> runErrands(random, harbours)));
            }
            try {
                disturbance.make(() -> people.stream().allMatch(Future::isDone) || over());
            } finally {
                end = System.nanoTime();
            }
            for (var person : people) {
                await(person);
            }
        }
        scene.awaitCalm();
        var findings = findings();
        LOG.info(findings.report());
        scene.said().wasAsDescribed();
        return findings;
    }

    private static void await(Future<?> person) throws InterruptedException {
        try {
            person.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** A fast machine is through with its commands before enough was disturbed. */
    private boolean mayAsk(int commandsLeft) {
        return System.nanoTime() < end && (commandsLeft > 0 || !disturbance.isEnough());
    }

    private boolean over() {
        return !mayAsk(left.get());
    }

    private void runErrands(Random random, List<ChaosGuild> harbours) {
        var next = System.nanoTime() + random.nextLong(1 + settings.pace().toNanos());
        while (mayAsk(left.getAndDecrement())) {
            Pause.until(next);
            next += settings.pace().toNanos();
            var errand = PersonRequest.any(random, harbours.get(random.nextInt(harbours.size())));
            var begun = System.nanoTime();
            try {
                var report = scene.discord().use(errand.act());
                told.add(
                        RequestResult.of(
                                errand, report, Duration.ofNanos(System.nanoTime() - begun)));
            } catch (IOException e) {
                lost.add(errand + ": " + e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Findings findings() throws IOException, InterruptedException {
        var unsettled = new HashMap<String, RequestResult>();
        told.stream()
                .filter(it -> !it.answered() || it.failed())
                .forEach(it -> unsettled.put(it.interaction(), it));
        var late = unsettled.size();
        var deadline = System.nanoTime() + LONGEST_SETTLING.toNanos();
        while (!(settle(unsettled) && allNoticed()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        var settled =
                told.stream().map(it -> unsettled.getOrDefault(it.interaction(), it)).toList();
        return new Findings(
                settings,
                settled,
                late,
                messages(),
                notices(),
                new Ledger(scene.postgres()).booked(),
                disturbance.done(),
                List.copyOf(lost));
    }

    /**
     * Looks again at what was not answered in time; true once all of it is, by the bot itself where
     * Discord has told that it failed.
     */
    private boolean settle(Map<String, RequestResult> unsettled)
            throws IOException, InterruptedException {
        var answers = messages();
        var allSettled = true;
        for (var entry : unsettled.entrySet()) {
            var id = entry.getKey();
            var state = scene.discord().interaction(id).path("state").asText();
            var inChannel = answers.getOrDefault(id, List.of());
            var told =
                    inChannel.isEmpty()
                            ? entry.getValue().now(state, "")
                            : entry.getValue()
                                    .now("REPLIED", RequestResult.text(inChannel.getFirst()));
            entry.setValue(told);
            allSettled &= told.answered() && !told.failed();
        }
        return allSettled;
    }

    /** Whether the admins have heard of as many adjustments as were booked. */
    private boolean allNoticed() throws IOException, InterruptedException {
        var booked = new Ledger(scene.postgres()).booked().keySet();
        var adjusted =
                told.stream()
                        .filter(it -> it.errand().kind() == PersonRequest.Kind.ADJUST)
                        .filter(it -> booked.contains(it.interaction()))
                        .count();
        return notices().size() >= adjusted;
    }

    private Map<String, Long> notices() throws IOException, InterruptedException {
        return scene.discord().notices().stream()
                .map(notice -> PersonRequest.mark(RequestResult.text(notice)))
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** The bot's answers, by the interaction that each is to; not the signs that one is to come. */
    private Map<String, List<JsonNode>> messages() throws IOException, InterruptedException {
        var byInteraction = new HashMap<String, List<JsonNode>>();
        for (var channel : scene.discord().state(LocalDiscord.ALL_MESSAGES).path("messages")) {
            for (var message : channel) {
                var answers = message.at("/interaction_metadata/id").asText();
                var key = answers.isEmpty() ? message.path("nonce").asText() : answers;
                if (!key.isEmpty() && (message.path("flags").asInt() & LOADING) == 0) {
                    byInteraction.computeIfAbsent(key, _ -> new ArrayList<>()).add(message);
                }
            }
        }
        return byInteraction;
    }
}
