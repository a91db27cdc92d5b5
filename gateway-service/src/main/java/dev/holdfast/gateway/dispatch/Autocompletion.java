package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.maintenance.MaintenanceState;
import dev.holdfast.gateway.operator.Operators;
import dev.holdfast.gateway.permission.CallerCheck;
import dev.holdfast.gateway.permission.ServerPermissions;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.OptionSpec;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks a command for completions. If there is no answer in time, there are no choices. Thread-safe.
 */
@Singleton
public final class Autocompletion {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** Discord waits 3 s in all. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Fleet fleet;
    private final MaintenanceState maintenances;
    private final Operators operators;
    private final ServerPermissions permissions;
    private final InFlight inFlight;

    Autocompletion(
            Fleet fleet,
            MaintenanceState maintenances,
            Operators operators,
            ServerPermissions permissions,
            InFlight inFlight) {
        this.fleet = fleet;
        this.maintenances = maintenances;
        this.operators = operators;
        this.permissions = permissions;
        this.inFlight = inFlight;
    }

    /**
     * What fits, at most 25; nothing, where that is not known within two seconds or the bot rests.
     */
    public List<OptionSpec.Choice> of(CatalogEntry listed, Completion completion)
            throws InterruptedException {
        var asked = completion.asked();
        var isForOperators =
                listed.spec().operators()
                        || maintenances.covering(asked.guild()).isPresent()
                        || maintenances
                                .covering(asked.guild(), listed.spec().feature())
                                .isPresent();
        if (isForOperators && !operators.has(asked.user())) {
            return List.of();
        }
        var asking = inFlight.threads().submit(() -> askVouched(listed, completion));
        try {
            return asking.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            asking.cancel(true);
            LOG.debugf("/%s was not completed in time", listed.path());
        } catch (ExecutionException e) {
            LOG.errorf(e.getCause(), "/%s could not be completed", listed.path());
        }
        return List.of();
    }

    private List<OptionSpec.Choice> askVouched(CatalogEntry listed, Completion completion)
            throws InterruptedException {
        return switch (permissions.vouch(listed.spec(), completion.asked())) {
            case CallerCheck.For(var asked) ->
                    fleet.service(listed.service())
                            .complete(new Completion(asked, completion.option()));
            case CallerCheck.Unknown _, CallerCheck.Outside _, CallerCheck.Restrained _ ->
                    List.of();
        };
    }
}
