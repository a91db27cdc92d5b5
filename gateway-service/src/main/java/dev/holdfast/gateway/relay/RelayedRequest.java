package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.fleet.HttpAnswer;
import dev.holdfast.kit.problem.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What one service said to another, as the gateway passes it on. */
final class RelayedRequest {

    private RelayedRequest() {}

    /**
     * The owner's answer.
     *
     * @param answer empty: it is away
     */
    static Response response(String owner, Optional<HttpAnswer> answer) {
        return answer.map(RelayedRequest::response).orElseGet(() -> away(owner));
    }

    private static Response response(HttpAnswer answer) {
        return switch (answer.status()) {
            // 401, 403 and faults of the owner are between it and the gateway.
            case 200, 400, 404, 409, 422 ->
                    Response.status(answer.status())
                            .type(
                                    answer.status() == 200
                                            ? MediaType.APPLICATION_JSON_TYPE
                                            : Problem.MEDIA_TYPE)
                            .entity(answer.body())
                            .build();
            default -> failed(answer.status());
        };
    }

    private static Response failed(int status) {
        return Response.fromResponse(
                        Problem.Kind.UNAVAILABLE
                                .detail(
                                        "The service that has it answered HTTP %d. Ask again."
                                                .formatted(status))
                                .toResponse())
                .header("Retry-After", 1)
                .build();
    }

    private static Response away(String owner) {
        return Response.fromResponse(
                        Problem.Kind.UNAVAILABLE
                                .detail("%s is away or busy. Ask again.".formatted(owner))
                                .toResponse())
                .header("Retry-After", 1)
                .build();
    }
}
