package dev.holdfast.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.RestFuzzContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class RestFuzzTest extends RestFuzzContract {

    /** Discord has to be asked, and limits us. */
    @Override
    protected boolean mayBeUnavailable(String path) {
        return path.equals("/effects")
                || path.equals("/attachments")
                || path.startsWith("/discord/");
    }

    /** What was sent has it rest, which the next test class would meet. */
    @AfterEach
    void itWorksAgain() throws Exception {
        var operator = new Caller(service, "operator", "gateway", HoldfastServers.SECRET);
        for (var scope : List.of("all", "joins", "feature:wallet")) {
            var path = "/maintenance?scope=" + scope;
            assertEquals(204, operator.delete(path).status());
            assertEquals(204, operator.delete(path + "&guild=" + GUILD).status());
        }
    }
}
