package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.fault.Faults;
import dev.holdfast.sandbox.gateway.GatewayDoor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/** Reads an order of faults and carries out what concerns the gateway at once. */
@Singleton
class FaultOrder {
    private static final Set<String> FIELDS =
            Set.of(
                    "path",
                    "delayMillis",
                    "rateLimited",
                    "retryAfterMillis",
                    "failed",
                    "status",
                    "cut",
                    "lost",
                    "missedHeartbeats",
                    "roleChanges",
                    "roleChangesMillis",
                    "gateway",
                    "closeCode");
    private static final Set<String> ACTIONS =
            Set.of("", "cut", "close", "reconnect", "invalidate", "heartbeat");
    private static final int MANY = 1_000_000;
    private static final int ROLES_PER = (int) Faults.Order.ROLES_PER.toMillis();

    private final Faults faults;
    private final GatewayDoor gateway;

    FaultOrder(Faults faults, GatewayDoor gateway) {
        this.faults = faults;
        this.gateway = gateway;
    }

    /** Replaces what was ordered before; an empty order ends all faults. */
    ObjectNode place(JsonNode json) {
        if (!json.isObject()) throw ControlProblem.malformed("Send a JSON object.");
        json.fieldNames().forEachRemaining(FaultOrder::refuseUnknown);
        var order =
                new Faults.Order(
                        json.path("path").asText(""),
                        Duration.ofMillis(number(json, "delayMillis", 0, 0, 60_000)),
                        number(json, "rateLimited", 0, 0, MANY),
                        Duration.ofMillis(number(json, "retryAfterMillis", 1_000, 0, 3_600_000)),
                        number(json, "failed", 0, 0, MANY),
                        number(json, "status", 502, 500, 599),
                        number(json, "cut", 0, 0, MANY),
                        number(json, "lost", 0, 0, MANY),
                        number(json, "missedHeartbeats", 0, 0, MANY),
                        number(json, "roleChanges", 0, 0, MANY),
                        Duration.ofMillis(
                                number(json, "roleChangesMillis", ROLES_PER, 1, 600_000)));
        var code = number(json, "closeCode", 4000, 1000, 4999);
        var action = json.path("gateway").asText("");
        if (!ACTIONS.contains(action)) {
            throw ControlProblem.malformed(
                    "gateway is '%s': use cut, close, reconnect, invalidate or heartbeat.", action);
        }
        faults.order(order);
        switch (action) {
            case "cut" -> gateway.cutAll();
            case "close" -> gateway.closeAll(code);
            case "reconnect" -> gateway.reconnectAll();
            case "invalidate" -> gateway.invalidateAll();
            case "heartbeat" -> gateway.askForHeartbeats();
            default -> {}
        }
        return standing();
    }

    private static void refuseUnknown(String field) {
        if (!FIELDS.contains(field))
            throw ControlProblem.malformed("The field '%s' is not known.", field);
    }

    private static int number(JsonNode json, String field, int otherwise, int least, int most) {
        var value = json.path(field);
        if (value.isMissingNode()) return otherwise;
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw ControlProblem.malformed(
                    "%s must be a whole number from %d to %d.", field, least, most);
        }
        return value.asInt();
    }

    ObjectNode standing() {
        return shape(faults.standing()).put("tooEarly", faults.tooEarly());
    }

    private static ObjectNode shape(Faults.Order order) {
        return Json.object()
                .put("path", order.path())
                .put("delayMillis", order.delay().toMillis())
                .put("rateLimited", order.limited())
                .put("retryAfterMillis", order.retryAfter().toMillis())
                .put("failed", order.failed())
                .put("status", order.status())
                .put("cut", order.cut())
                .put("lost", order.lost())
                .put("missedHeartbeats", order.missedAcks())
                .put("roleChanges", order.roleChanges())
                .put("roleChangesMillis", order.rolesPer().toMillis());
    }
}
