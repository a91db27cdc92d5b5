package dev.holdfast.smoke.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.holdfast.smoke.page.Chromium;
import dev.holdfast.smoke.page.RunningStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People walk about in three guilds and do what comes to mind, watched in a real browser. {@code
 * -Pwalk} is two hours of it in five minutes; {@code -Dwalk.seed} walks the same way again.
 */
@Tag("chaos")
class WalkIT {

    private static final Logger LOG = Logger.getLogger(WalkIT.class);
    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int SECONDS = Integer.getInteger("walk.seconds", 30);
    private static final int WALKERS = 8;

    /** Twelve people who do something every ten seconds, two hours in five minutes. */
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(275);

    private static final double MILLIS_BETWEEN_LOOKS = 1_000;

    @TempDir Path data;

    private final long seed = Long.getLong("walk.seed", System.nanoTime());
    private final Walker.Seen seen = new Walker.Seen();
    private final List<String> complaints = new ArrayList<>();

    @Test
    void nobodyMeetsAFaultAndNothingGrows() throws Exception {
        LOG.infof("seed %d, %d s", seed, SECONDS);
        // Machines stutter; a walker waits for an answer for 5 s.
        var settings =
                Map.of(
                        "SANDBOX_HISTORY",
                        "300",
                        "SANDBOX_INTERACTIONS",
                        "1000",
                        "SANDBOX_FIRST_ANSWER",
                        "PT4.5S");
        try (var chromium = Chromium.start();
                var stack = RunningStack.start(ROOT, data, RunningStack.freePorts(), settings)) {
            var world = new World(stack.page());
            assertEquals(200, world.found("Second Harbour").status());
            assertEquals(200, world.found("Third Harbour").status());
            world.refresh();
            walk(world, chromium, stack);
        }
        LOG.infof("%d acts: %s", seen.acts().get(), new TreeMap<>(seen.came()));
        assertTrue(seen.acts().get() > SECONDS * 2, () -> seen.acts() + " acts");
        assertEquals(List.of(), List.copyOf(seen.faults()));
        assertEquals(List.of(), complaints, "the browser's console complained");
        assertEquals(List.of(), serverErrors());
    }

    private void walk(World world, Chromium chromium, RunningStack stack) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        var middle = end - Duration.ofSeconds(SECONDS).toNanos() / 2;
        try (var walkers = Executors.newVirtualThreadPerTaskExecutor();
                var stays = watch(chromium, stack);
                var strolls = watch(chromium, stack)) {
            var walking = new ArrayList<Future<?>>();
            for (var walker = 0; walker < WALKERS; walker++) {
                var random = new Random(seed + walker);
                walking.add(walkers.submit(() -> walkUntil(end, new Walker(world, random, seen))));
            }
            strollUntil(middle, world, strolls, stack);
            var before = held(stack, stays);
            strollUntil(end, world, strolls, stack);
            for (var each : walking) {
                each.get();
            }
            grewLittle(before, held(stack, stays));
            Files.createDirectories(SCREENSHOTS);
            stays.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("walk.png")));
        }
    }

    private static Void walkUntil(long end, Walker walker) throws Exception {
        while (System.nanoTime() < end) {
            walker.step();
            LockSupport.parkNanos(BETWEEN_STEPS.toNanos());
        }
        return null;
    }

    /** Goes from channel to channel as one person and another. */
    private void strollUntil(long end, World world, Page page, RunningStack stack)
            throws Exception {
        var random = new Random(seed);
        var people = List.of("ada", "ben", "milo", "marina");
        var channels = List.of("general", "bank", "games");
        while (System.nanoTime() < end) {
            world.refresh();
            page.navigate(
                    "%s?as=%s&channel=%s"
                            .formatted(
                                    stack.page(),
                                    people.get(random.nextInt(people.size())),
                                    channels.get(random.nextInt(channels.size()))));
            page.waitForTimeout(MILLIS_BETWEEN_LOOKS);
        }
    }

    private Page watch(Chromium chromium, RunningStack stack) {
        var page = chromium.browser().newPage();
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(stack.page() + "?as=ada&channel=bank");
        return page;
    }

    /** Bytes that each program and the page that stays open hold on to after a collection. */
    private static Map<String, Long> held(RunningStack stack, Page page) throws Exception {
        var held = new TreeMap<String, Long>(Memory.live(stack.processes()));
        held.put("page", Memory.live(page));
        LOG.infof("held: %s", held);
        return held;
    }

    /** What a program may hold at the end that held so many bytes in the middle. */
    private static long most(long before) {
        return before + before / 4 + (5L << 20);
    }

    private static void grewLittle(Map<String, Long> before, Map<String, Long> after) {
        assertEquals(before.keySet(), after.keySet());
        assertTrue(before.size() > 3, before::toString);
        after.forEach((name, bytes) -> {
            assertTrue(
                    bytes <= most(before.getOrDefault(name, 0L)),
                    () -> "%s grew: %s, then %s".formatted(name, before, after));
        });
    }

    /** What the services answered with 5xx or logged as an error. */
    private List<String> serverErrors() throws Exception {
        try (var logs = Files.walk(data.resolve("logs"));
                var said = Files.lines(RunningStack.recording(data))) {
            var errors = new ArrayList<String>();
            for (var file : logs.filter(it -> it.endsWith("errors.log")).toList()) {
                try (var lines = Files.lines(file)) {
                    errors.addAll(lines.filter(line -> line.contains(" ERROR ")).toList());
                }
            }
            Stream<String> failed = said.filter(line -> line.contains("\"status\":5"));
            errors.addAll(failed.toList());
            return errors;
        }
    }
}
