package dev.holdfast.ctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The services' REST, asked as an operator. Safe for any thread. */
final class OperatorClient {

    private static final Duration REACH = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** For what goes over all guilds. */
    static final Duration LONG_ANSWER = Duration.ofMinutes(30);

    private static final int REFUSED = 300;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(REACH).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Settings settings;

    OperatorClient(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    /**
     * What an instance says.
     *
     * @throws CtlException where it does not
     */
    JsonNode get(ServiceInstance instance, String path) {
        return tree(instance, accepted(instance, send(instance, request(instance, path).GET())));
    }

    /** What any instance of the service says: all of them know the same. */
    JsonNode get(String service, String path) {
        return ofAny(service, instance -> get(instance, path));
    }

    /** Its health, whether that is good or not. */
    JsonNode health(ServiceInstance instance) {
        return tree(instance, send(instance, request(instance, "/q/health").GET()).body());
    }

    String metrics(ServiceInstance instance) {
        return accepted(instance, send(instance, request(instance, "/q/metrics").GET()));
    }

    /** The same, empty where the service has none of that name. */
    Optional<JsonNode> find(String service, String path) {
        return ofAny(
                service,
                instance -> {
                    var response = send(instance, request(instance, path).GET());
                    return response.statusCode() == NOT_FOUND
                            ? Optional.empty()
                            : Optional.of(tree(instance, accepted(instance, response)));
                });
    }

    void put(String service, String path, Object body) {
        var text = json.valueToTree(body).toString();
        ofAny(
                service,
                instance -> {
                    var request =
                            request(instance, path).header("Content-Type", "application/json");
                    return accepted(
                            instance, send(instance, request.PUT(BodyPublishers.ofString(text))));
                });
    }

    JsonNode post(String service, String path) {
        return post(service, path, ANSWER);
    }

    /**
     * The same for what may take longer.
     *
     * @param longest how long it may take
     */
    JsonNode post(String service, String path, Duration longest) {
        return ofAny(
                service,
                instance -> {
                    var request =
                            request(instance, path).timeout(longest).POST(BodyPublishers.noBody());
                    return tree(instance, accepted(instance, send(instance, request)));
                });
    }

    JsonNode post(String service, String path, Object body) {
        var text = json.valueToTree(body).toString();
        return ofAny(
                service,
                instance -> {
                    var request =
                            request(instance, path)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(text));
                    return tree(instance, accepted(instance, send(instance, request)));
                });
    }

    void delete(String service, String path) {
        ofAny(
                service,
                instance -> accepted(instance, send(instance, request(instance, path).DELETE())));
    }

    /** Asks all of them at once; in their order. */
    static <A, T> List<T> each(List<A> asked, Function<A, T> question) {
        var questions = asked.stream().<Callable<T>>map(one -> () -> question.apply(one)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(questions).stream().map(OperatorClient::result).toList();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CtlException.wrong("Stopped.");
        }
    }

    private static <T> T result(Future<T> answered) {
        try {
            return answered.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CtlException.wrong("Stopped.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CtlException trouble
                    ? trouble
                    : new IllegalStateException(e);
        }
    }

    /** What one that is there says counts more than that another is not. */
    private <T> T ofAny(String service, Function<ServiceInstance, T> question) {
        var trouble =
                CtlException.usage("HOLDFAST_SERVICES names no %s: add it.".formatted(service));
        var isAnswered = false;
        for (var instance : settings.of(service).toList()) {
            try {
                return question.apply(instance);
            } catch (CtlException e) {
                if (!isAnswered || !e.isUnreachable()) {
                    trouble = e;
                }
                isAnswered |= !e.isUnreachable();
            }
        }
        throw trouble;
    }

    private HttpRequest.Builder request(ServiceInstance instance, String path) {
        return HttpRequest.newBuilder(instance.address().resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + settings.keys().of(instance.service()))
                .header("Holdfast-Caller", "operator");
    }

    private HttpResponse<String> send(ServiceInstance instance, HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException _) {
            throw CtlException.unreachable(silence(instance));
        } catch (HttpTimeoutException _) {
            throw CtlException.wrong(
                    "%s takes too long to answer: look into its log, or ask again in a moment."
                            .formatted(instance));
        } catch (IOException _) {
            throw CtlException.wrong(silence(instance));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CtlException.wrong("Stopped.");
        }
    }

    private static String silence(ServiceInstance instance) {
        return "%s does not answer: start it (./deploy/up), or say where it listens in %s."
                .formatted(
                        instance,
                        instance.service().equals("gateway")
                                ? "HOLDFAST_GATEWAYS"
                                : "HOLDFAST_SERVICES");
    }

    private String accepted(ServiceInstance instance, HttpResponse<String> response) {
        if (response.statusCode() < REFUSED) {
            return response.body();
        }
        throw switch (response.statusCode()) {
            case 401 ->
                    CtlException.wrong(
                            "%s refused the key that was shown: set HOLDFAST_SECRET to that of the services, or HOLDFAST_DATA to the folder of their stack."
                                    .formatted(instance));
            case NOT_FOUND ->
                    CtlException.wrong(
                            "%s does not know %s: it is of an older build, update it."
                                    .formatted(instance, response.request().uri().getPath()));
            default -> CtlException.wrong("%s says: %s".formatted(instance, detail(response)));
        };
    }

    private String detail(HttpResponse<String> response) {
        try {
            var detail = json.readTree(response.body()).path("detail").asText();
            return detail.isEmpty() ? "HTTP " + response.statusCode() : detail;
        } catch (JsonProcessingException _) { // no problem+json
            return "HTTP " + response.statusCode();
        }
    }

    private JsonNode tree(ServiceInstance instance, String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException _) {
            throw CtlException.wrong(
                    "What answers as %s is none of Holdfast's services: correct its address."
                            .formatted(instance));
        }
    }
}
