package dev.holdfast.ctl;

import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinition.Need;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What making roles, schemas and tables in a database comes to, as each service says it. */
record Provision(boolean fine, Map<String, List<String>> services) implements CommandReport {

    private static final String SAID = "provision: ";

    Provision {
        services = new TreeMap<>(services);
    }

    /**
     * Has each service's program do it, or say what it would do; no service has to run for that.
     *
     * @throws CtlException where it is not known in which database, or a service is not built
     */
    static Provision step(
            Settings settings, Map<String, String> environment, Path root, boolean plan) {
        for (var needed : List.of("DATABASE_URL", "DATABASE_ADMIN_URL")) {
            if (environment.getOrDefault(needed, "").isBlank()) {
                throw CtlException.usage(
                        "%s is not set: name the database that is to be made ready, postgresql://...; the local stack's own makes itself ready at each start."
                                .formatted(needed));
            }
        }
        var said = new TreeMap<String, List<String>>();
        var fine = true;
        for (var service : Settings.fleet(root)) {
            if (service.needs(Need.DATABASE)) {
                var lines = new ArrayList<String>();
                fine &= run(service, settings, root, plan, lines) == ExitCode.FINE;
                said.put(service.name(), lines);
            }
        }
        return new Provision(fine, said);
    }

    private static int run(
            ServiceDefinition service,
            Settings settings,
            Path root,
            boolean plan,
            List<String> lines) {
        var environment = new HashMap<String, String>();
        environment.put("HOLDFAST_PROVISION", plan ? "plan" : "run");
        settings.keys().secret().ifPresent(secret -> environment.put("HOLDFAST_SECRET", secret));
        return new ServiceProgram(root, service.module()).run(environment, SAID, lines::add);
    }

    @Override
    public void show(Terminal console) {
        services.forEach((service, lines) ->
                lines.forEach(
                        line -> console.line(StyledText.name(service), StyledText.plain(line))));
    }
}
