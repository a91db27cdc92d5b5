package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.gateway.GatewayAddress;
import dev.holdfast.sandbox.gateway.Identifies;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What a bot asks when it starts: where the gateway is, and how often it may log in. */
@Singleton
class LoginEndpoints implements EndpointGroup {
    private final Identifies identifies;
    private final SandboxSettings settings;

    LoginEndpoints(Identifies identifies, SandboxSettings settings) {
        this.identifies = identifies;
        this.settings = settings;
    }

    @Override
    public void register(Routes routes) {
        routes.open(
                "GET",
                "/gateway",
                50,
                Duration.ofSeconds(1),
                call -> EndpointAnswer.ok(gateway(call)));
        routes.bot("GET", "/gateway/bot", 2, Duration.ofSeconds(5), this::gatewayBot);
        for (var path : new String[] {"/voice/regions", "/guilds/{guild}/regions"}) {
            routes.bot("GET", path, _ -> regions());
        }
    }

    private static ObjectNode gateway(Call call) {
        return Json.object().put("url", GatewayAddress.of(call.host()));
    }

    private EndpointAnswer gatewayBot(Call call) {
        var limit = identifies.limit(call.user());
        var node = gateway(call).put("shards", settings.shards());
        var start = node.putObject("session_start_limit").put("total", limit.total());
        start.put("remaining", limit.remaining()).put("reset_after", limit.resetAfter().toMillis());
        start.put("max_concurrency", limit.maxConcurrency());
        return EndpointAnswer.ok(node);
    }

    private static EndpointAnswer regions() {
        var regions = Json.array();
        var region = regions.addObject().put("id", "rotterdam").put("name", "Rotterdam");
        region.put("custom", false).put("deprecated", false).put("optimal", true);
        return EndpointAnswer.ok(regions);
    }
}
