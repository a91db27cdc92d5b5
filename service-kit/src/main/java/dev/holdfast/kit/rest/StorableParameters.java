package dev.holdfast.kit.rest;

import dev.holdfast.kit.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Refuses parameters that hold what no text of a body may hold either. */
final class StorableParameters {

    @ServerRequestFilter
    public @Nullable Response check(ContainerRequestContext request) {
        return request.getUriInfo().getQueryParameters().entrySet().stream()
                .filter(it -> !it.getValue().stream().allMatch(StorableText::isStorable))
                .findFirst()
                .map(Map.Entry::getKey)
                .map(StorableParameters::refusal)
                .orElse(null);
    }

    private static Response refusal(String name) {
        return Problem.Kind.MALFORMED_REQUEST
                .detail("Parameter '%s' holds U+0000, which no text here may hold.".formatted(name))
                .toResponse();
    }
}
