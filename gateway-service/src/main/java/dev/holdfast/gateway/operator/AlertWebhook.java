package dev.holdfast.gateway.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.kit.http.OutsideAnswer;
import dev.holdfast.kit.http.OutsideClient;
import dev.holdfast.kit.http.OutsideClients;
import dev.holdfast.kit.http.OutsideLimits;
import dev.holdfast.kit.http.OutsideRequest;
import dev.holdfast.kit.observe.SettingsCheck;
import dev.holdfast.kit.text.Texts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address that the operator wants alerts posted to, {@code HOLDFAST_ALERT_WEBHOOK}: a Discord
 * webhook, or whatever takes {@code {"content": "..."}}. It is a secret, so no sentence has it. No
 * redirection is followed, and of an answer the status decides. Safe for any thread.
 *
 * @see <a href="https://docs.discord.com/developers/resources/webhook#execute-webhook">Discord:
 *     execute webhook</a>
 */
@Singleton
public final class AlertWebhook implements SettingsCheck {

    /** The operator chose the address, so it may be one of a private network. */
    private static final OutsideLimits LIMITS =
            OutsideLimits.usual().within(Duration.ofSeconds(6)).allowingPrivateAddresses();

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final String AWAY = "the alert webhook does not take it: ";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int REDIRECTIONS = 300;
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    private final Optional<String> address;
    private final MeterRegistry metrics;
    private final Texts texts = Texts.of("operator");
    private final OutsideClient client;

    /** What came of it. */
    public sealed interface Posted {

        record Taken() implements Posted {}

        /** The address takes no such thing, now or later. */
        record Refused(String why) implements Posted {}

        /** It may be tried again after a while. */
        record NotNow(String why, Duration pause) implements Posted {}
    }

    AlertWebhook(
            @ConfigProperty(name = "holdfast.alert.webhook") Optional<String> address,
            MeterRegistry metrics,
            OutsideClients outside) {
        this.address = address.map(String::strip).filter(it -> !it.isEmpty());
        this.metrics = metrics;
        this.client = outside.client("alert-webhook", LIMITS);
    }

    /** Whether there is one. */
    boolean isSet() {
        return address.isPresent();
    }

    /**
     * Posts it, within 6 s; where no address is set there is nothing to do.
     *
     * @param text at most 2,000 characters
     */
    public Posted post(String text) {
        var posted = address.isEmpty() ? new Posted.Taken() : send(address.get(), text);
        var word =
                switch (posted) {
                    case Posted.Taken() -> "taken";
                    case Posted.Refused _ -> "refused";
                    case Posted.NotNow _ -> "not-now";
                };
        metrics.counter("holdfast.gateway.alert.webhook", "outcome", word).increment();
        return posted;
    }

    private Posted send(String where, String text) {
        var body = JsonNodeFactory.instance.objectNode().put("content", text);
        body.putObject("allowed_mentions").putArray("parse");
        var request = OutsideRequest.postJson(URI.create(where), body.toString().getBytes(UTF_8));
        try {
            return switch (client.send(request)) {
                case OutsideAnswer.Answered answered -> judged(answered);
                case OutsideAnswer.Refused(var why) -> new Posted.Refused(why);
                case OutsideAnswer.Away(var why) -> notNow(why);
                case OutsideAnswer.NotSent(var why) -> notNow(why);
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return notNow("the gateway stops");
        }
    }

    private Posted judged(OutsideAnswer.Answered answered) {
        var status = answered.status();
        if (status < REDIRECTIONS) {
            return new Posted.Taken();
        }
        return status == TIMED_OUT || status == TOO_MANY || status >= SERVER_ERRORS
                ? new Posted.NotNow(AWAY + "HTTP " + status, pause(answered))
                : new Posted.Refused(texts.english("webhook.refused", Integer.toString(status)));
    }

    private static Posted notNow(String why) {
        return new Posted.NotNow(AWAY + why, PAUSE);
    }

    /** As long as it asks for, one hour at most; one second where it says nothing. */
    private static Duration pause(OutsideAnswer.Answered answered) {
        return answered.headers()
                .firstValue("Retry-After")
                .filter(it -> SECONDS.matcher(it).matches())
                .map(it -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(it) * 1_000)))
                .filter(it -> it.compareTo(PAUSE) > 0)
                .map(it -> it.compareTo(LONGEST_PAUSE) < 0 ? it : LONGEST_PAUSE)
                .orElse(PAUSE);
    }

    @Override
    public List<String> wrong() {
        return address.filter(it -> !fits(it))
                .map(_ ->
                        List.of(
                                "HOLDFAST_ALERT_WEBHOOK is an https:// address, or http:// on this machine"
                                        + " (127.0.0.1, localhost); it is neither. Leave it out for none."))
                .orElse(List.of());
    }

    private static boolean fits(String address) {
        try {
            var uri = URI.create(address);
            var host = uri.getHost();
            return host != null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
