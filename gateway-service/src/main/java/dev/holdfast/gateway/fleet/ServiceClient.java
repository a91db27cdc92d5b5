package dev.holdfast.gateway.fleet;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventReceipt;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.security.CallerFilter;
import dev.holdfast.kit.security.Keys;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Speaks the kit's REST to an instance of a service, showing it this service's key. */
@Singleton
final class ServiceClient {

    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final String OVERLOADED = Problem.Kind.OVERLOADED.detail("").type().toString();
    private static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final TypeReference<List<OptionSpec.Choice>> CHOICES = new TypeReference<>() {};

    private final String caller;
    private final FleetSettings settings;
    private final Keys keys;
    private final ObjectMapper json;
    private final HttpClient http;

    ServiceClient(
            @ConfigProperty(name = "quarkus.application.name") String caller,
            FleetSettings settings,
            Keys keys,
            ObjectMapper json) {
        this.caller = caller;
        this.settings = settings;
        this.keys = keys;
        // A service of a newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTING)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    Manifest manifest(Instance instance) throws IOException, InterruptedException {
        var answer = send(instance, request(instance, "/bot/manifest").GET().build());
        if (answer.status() != 200) {
            throw new IOException("HTTP " + answer.status() + " from " + instance);
        }
        return json.readValue(answer.body(), Manifest.class);
    }

    /**
     * Asks for a command to be run, or for what came of it.
     *
     * @param path which of the two
     * @throws java.net.ConnectException when it was not reached
     * @throws IOException when it did not answer in time, or could not do it now
     */
    HttpAnswer invoke(Instance instance, String path, Invocation invocation)
            throws IOException, InterruptedException {
        var body = json.writeValueAsBytes(invocation);
        return ask(instance, path, body);
    }

    /**
     * Asks for what may be asked for again.
     *
     * @throws IOException when it did not answer in time, or with anything but HTTP 200
     */
    JsonNode post(Instance instance, String path, Object body)
            throws IOException, InterruptedException {
        var answer = ask(instance, path, json.writeValueAsBytes(body));
        if (answer.status() != 200) {
            throw new IOException("HTTP %d from %s".formatted(answer.status(), instance));
        }
        return json.readTree(answer.body());
    }

    private HttpAnswer ask(Instance instance, String path, byte[] body)
            throws IOException, InterruptedException {
        try (var _ = Span.begin(instance.service() + " " + path)) {
            var request =
                    request(instance, path)
                            .header(TYPE, JSON)
                            .POST(BodyPublishers.ofByteArray(body));
            Span.parent().ifPresent(parent -> request.header(Span.PARENT, parent));
            return instance.ask(() -> send(instance, request.build()));
        }
    }

    /**
     * Tells of events.
     *
     * @throws IOException when it did not answer in time, or could not take them now
     */
    HttpAnswer tell(Instance instance, EventBatch batch) throws IOException, InterruptedException {
        var body = json.writeValueAsBytes(batch);
        return ask(instance, "/bot/events", body);
    }

    /**
     * Asks for what changes nothing.
     *
     * @throws IOException when it did not answer in time, or cannot answer now
     */
    HttpAnswer look(Instance instance, String path) throws IOException, InterruptedException {
        return instance.ask(() -> send(instance, request(instance, path).GET().build()));
    }

    /**
     * Brings what it does once.
     *
     * @throws IOException when it did not answer in time, or cannot do it now
     */
    HttpAnswer bring(Instance instance, String path, byte[] body)
            throws IOException, InterruptedException {
        return ask(instance, path, body);
    }

    List<EventReceipt> receipts(HttpAnswer answer) throws IOException {
        return json.readValue(answer.body(), new TypeReference<List<EventReceipt>>() {});
    }

    /**
     * Asks what fits what a person has typed so far.
     *
     * @throws IOException when it did not say in time
     */
    List<OptionSpec.Choice> complete(Instance instance, Completion completion)
            throws IOException, InterruptedException {
        var body = BodyPublishers.ofByteArray(json.writeValueAsBytes(completion));
        var request = request(instance, "/bot/completions").POST(body);
        var answer = instance.ask(() -> send(instance, request.header(TYPE, JSON).build()));
        if (answer.status() != 200) {
            throw new IOException("HTTP " + answer.status() + " from " + instance);
        }
        return json.readValue(answer.body(), CHOICES);
    }

    /**
     * Has a file drawn.
     *
     * @return its bytes as they come; whoever gets them closes them
     * @throws CircuitBreakerOpenException when it is being left alone; it was not asked
     * @throws IOException when it did not draw it in time
     */
    HttpResponse<InputStream> file(Instance instance, Attachment file)
            throws IOException, InterruptedException {
        var body = BodyPublishers.ofByteArray(json.writeValueAsBytes(file));
        var request = request(instance, "/bot/files").header(TYPE, JSON).POST(body);
        var asking = request.setHeader("Accept", "application/octet-stream").build();
        var response = instance.ask(() -> answered(instance, asking));
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("HTTP " + response.statusCode() + " from " + instance);
        }
        return response;
    }

    private HttpResponse<InputStream> answered(Instance instance, HttpRequest asking)
            throws IOException, InterruptedException {
        var response = http.send(asking, DeadlineStream.within(settings.servicePatience()));
        if (InstanceUnavailable.says(response.statusCode())) {
            response.body().close();
            throw new InstanceUnavailable(response.statusCode(), instance);
        }
        return response;
    }

    Reply reply(HttpAnswer answer) throws IOException {
        return json.readValue(answer.body(), Reply.class);
    }

    /** What a problem advises, for the log and for the person who asked. */
    String detail(HttpAnswer answer) {
        try {
            return json.readTree(answer.body()).path("detail").asText();
        } catch (IOException _) { // not JSON
            return "";
        }
    }

    /** Whether it was turned away for want of a place; else for what it needs. */
    boolean isOverload(HttpAnswer answer) {
        return answer.body().contains(OVERLOADED);
    }

    private HttpAnswer send(Instance instance, HttpRequest request)
            throws IOException, InterruptedException {
        var response = http.send(request, DeadlineStream.within(settings.serviceTimeout()));
        var text = DeadlineStream.text(response);
        if (InstanceUnavailable.says(response.statusCode())) {
            throw new InstanceUnavailable(response.statusCode(), instance);
        }
        var reached = response.headers().firstValue(ProgressUpdate.HEADER).flatMap(this::reached);
        return new HttpAnswer(response.statusCode(), text, reached);
    }

    private Optional<ProgressUpdate> reached(String header) {
        try {
            return Optional.of(json.readValue(header, ProgressUpdate.class));
        } catch (IOException _) { // written by another build
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(Instance instance, String path) {
        return HttpRequest.newBuilder(instance.address().resolve(path))
                .timeout(settings.serviceTimeout())
                .header("Accept", JSON)
                .header(CallerFilter.CALLER, caller)
                .header("Authorization", "Bearer " + keys.toCall(instance.service()));
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
