package dev.holdfast.gateway.operator;

import dev.holdfast.kit.observe.SettingsCheck;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The people who run the bot, as listed in {@code HOLDFAST_OPERATORS}. */
@Singleton
public final class Operators implements SettingsCheck {

    private final List<String> listed;

    Operators(@ConfigProperty(name = "holdfast.operators") Optional<List<String>> listed) {
        this.listed = listed.orElse(List.of()).stream().map(String::strip).toList();
    }

    public boolean has(UserId user) {
        return ids().contains(user);
    }

    /** All of them. */
    Set<UserId> all() {
        return ids();
    }

    @Override
    public List<String> wrong() {
        try {
            var _ = ids();
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(
                    "HOLDFAST_OPERATORS lists the Discord ids of people, separated by commas: "
                            + e.getMessage());
        }
    }

    private Set<UserId> ids() {
        var ids = new HashSet<UserId>();
        listed.forEach(id -> ids.add(UserId.of(id)));
        return ids;
    }
}
