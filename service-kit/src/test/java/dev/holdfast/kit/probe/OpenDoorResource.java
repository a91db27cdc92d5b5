package dev.holdfast.kit.probe;

import dev.holdfast.kit.security.WithoutPairKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One method without a key, and one with. */
@Path("/probe-door/{name}")
@Produces(MediaType.TEXT_PLAIN)
@RunOnVirtualThread
public class OpenDoorResource {

    @GET
    @WithoutPairKey
    public String look(@PathParam("name") String name) {
        return "hello " + name;
    }

    @POST
    public String change(@PathParam("name") String name) {
        return "changed " + name;
    }
}
