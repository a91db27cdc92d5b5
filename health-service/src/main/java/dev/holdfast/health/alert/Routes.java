package dev.holdfast.health.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.gateway.GatewayEndpoints;
import dev.holdfast.kit.http.ExternalHttpClients;
import dev.holdfast.kit.http.ExternalHttpLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every way to operators that is set. */
@Singleton
final class Routes {

    /** The operator chose the address, so it may be one of a private network. */
    private static final ExternalHttpLimits LIMITS =
            ExternalHttpLimits.usual().within(Duration.ofSeconds(10)).allowingPrivateAddresses();

    private final List<AlertRoute> all;

    @Inject
    Routes(
            AlertSettings settings,
            GatewayEndpoints gateways,
            ExternalHttpClients outside,
            ObjectMapper json,
            Clock clock) {
        var routes = new ArrayList<AlertRoute>(webhooks(settings, outside, json, clock));
        if (gateways.knowsAny()) {
            routes.add(new OperatorRoute(gateways, json, clock));
        }
        this.all = List.copyOf(routes);
    }

    /** Just these. */
    Routes(List<AlertRoute> all) {
        this.all = List.copyOf(all);
    }

    List<AlertRoute> all() {
        return all;
    }

    private static List<WebhookRoute> webhooks(
            AlertSettings settings, ExternalHttpClients outside, ObjectMapper json, Clock clock) {
        var addresses = settings.webhooks().orElse(List.of());
        var routes = new ArrayList<WebhookRoute>();
        for (var address : addresses) {
            var name = "webhook-" + (routes.size() + 1);
            routes.add(
                    new WebhookRoute(
                            name,
                            URI.create(address.strip()),
                            WebhookSignature.of(settings.webhookSecret().orElseThrow()),
                            outside.client(name, LIMITS),
                            json,
                            clock));
        }
        return routes;
    }
}
