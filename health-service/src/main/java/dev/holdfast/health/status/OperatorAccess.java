package dev.holdfast.health.status;

import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The people who run the bot, as listed in {@code HOLDFAST_OPERATORS}, for a command of which they
 * see more than others. The gateway itself keeps others from operators' commands.
 */
@Singleton
final class OperatorAccess {

    private final List<String> listed;

    OperatorAccess(@ConfigProperty(name = "holdfast.operators") Optional<List<String>> listed) {
        this.listed = listed.orElse(List.of()).stream().map(String::strip).toList();
    }

    boolean has(UserId user) {
        return listed.contains(user.toString());
    }
}
