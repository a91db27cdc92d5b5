package dev.holdfast.kit.timeline;

import dev.holdfast.kit.observe.Errors;
import dev.holdfast.kit.observe.KnownError;
import dev.holdfast.kit.security.ForOperators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** REST for operators: the errors of this instance. */
@Path("/bot/errors")
@Produces(MediaType.APPLICATION_JSON)
@ForOperators
@RunOnVirtualThread
public final class ErrorResource {

    private final Errors errors;

    @Inject
    ErrorResource(Errors errors) {
        this.errors = errors;
    }

    /** Every kind of error of this instance once, with its count; the one seen last comes first. */
    @GET
    public List<KnownError> all() {
        return errors.all();
    }
}
