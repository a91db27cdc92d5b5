package dev.holdfast.health.integrity;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.command.Checks;
import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.security.CallerFilter;
import dev.holdfast.kit.security.Keys;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks one instance of a service for its checks, the next one where that does not answer. This
 * service's own are looked at here. Thread-safe.
 */
@Singleton
class CheckReader {

    private static final Duration CONNECTING = Duration.ofSeconds(2);

    /** An answer names at most ten guilds of each check. */
    private static final long LARGEST = 4_000_000;

    private static final TypeReference<List<CheckResult>> RESULTS = new TypeReference<>() {};

    private final String own;
    private final Supplier<List<InstanceState>> instances;
    private final Checks checks;
    private final Keys keys;
    private final ObjectMapper json;
    private final HttpClient http;

    @Inject
    CheckReader(
            @ConfigProperty(name = "quarkus.application.name") String own,
            Health health,
            Checks checks,
            Keys keys,
            ObjectMapper json) {
        this(own, health::instances, checks, keys, json);
    }

    CheckReader(
            String own,
            Supplier<List<InstanceState>> instances,
            Checks checks,
            Keys keys,
            ObjectMapper json) {
        this.own = own;
        this.instances = instances;
        this.checks = checks;
        this.keys = keys;
        // A newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTING)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /** What a service told. */
    sealed interface Answer {

        record Told(List<CheckResult> results) implements Answer {}

        /** None of its instances answered. */
        record Silent(String why) implements Answer {}
    }

    /** Every service that is known, this one among them. */
    SortedSet<String> services() {
        var names = new TreeSet<String>();
        instances.get().forEach(instance -> names.add(instance.service()));
        names.add(own);
        return names;
    }

    /** Over all guilds. */
    Answer all(String service, Duration longest) throws InterruptedException {
        return service.equals(own)
                ? new Answer.Told(checks.last())
                : ask(service, "/bot/checks", longest);
    }

    /** Of one guild. */
    Answer of(GuildId guild, String service, Duration longest) throws InterruptedException {
        return service.equals(own)
                ? new Answer.Told(checks.of(guild))
                : ask(service, "/bot/checks/" + guild, longest);
    }

    private Answer ask(String service, String path, Duration longest) throws InterruptedException {
        var those =
                instances.get().stream()
                        .filter(instance -> instance.service().equals(service))
                        .sorted(Comparator.comparing(InstanceState::ready).reversed())
                        .toList();
        var deadline = System.nanoTime() + longest.toNanos();
        var why = "no instance of it is known";
        for (var instance : those) {
            var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            try {
                return new Answer.Told(ask(instance, path, left));
            } catch (IOException e) {
                why =
                        "%s did not answer: %s"
                                .formatted(
                                        instance.address().getAuthority(),
                                        e.getClass().getSimpleName());
            }
        }
        return new Answer.Silent(why);
    }

    private List<CheckResult> ask(InstanceState instance, String path, Duration longest)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(instance.address().resolve(path))
                        .timeout(longest)
                        .header(CallerFilter.CALLER, own)
                        .header("Authorization", "Bearer " + keys.toCall(instance.service()))
                        .build();
        var answer =
                http.send(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                DeadlineStream.within(longest), LARGEST));
        var text = DeadlineStream.text(answer);
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        return json.readValue(text, RESULTS);
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
