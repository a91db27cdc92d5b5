package dev.holdfast.local;

import dev.holdfast.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;

/**
 * A service to run as a process.
 *
 * @param module its folder under the root, where it was built
 * @param readyPath answers 200 once it is ready
 * @param environment all it sees of it
 * @param provisioning what its program sees when it makes roles, schema and tables, the database
 *     admin's address included; empty where it need not or cannot
 */
record ServiceSpec(
        String name,
        String module,
        LoopbackPort port,
        String readyPath,
        Map<String, String> environment,
        Map<String, String> provisioning) {

    ServiceSpec {
        environment = Map.copyOf(environment);
        provisioning = Map.copyOf(provisioning);
    }

    Path jar(Path root) {
        return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    String address() {
        return "http://127.0.0.1:" + port.number();
    }
}
