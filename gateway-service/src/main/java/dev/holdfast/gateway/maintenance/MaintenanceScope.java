package dev.holdfast.gateway.maintenance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is under maintenance: {@code all} of the bot, one feature ({@code feature:wallet}), or
 * joining servers ({@code joins}).
 */
@Schema(type = SchemaType.STRING, examples = "feature:wallet")
public record MaintenanceScope(@JsonValue String value) {

    private static final String FEATURE = "feature:";
    private static final Pattern VALUES =
            Pattern.compile("all|joins|feature:[a-z][a-z0-9_-]{0,39}");

    static final MaintenanceScope ALL = new MaintenanceScope("all");
    static final MaintenanceScope JOINS = new MaintenanceScope("joins");

    public MaintenanceScope {
        if (!VALUES.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'scope' is all, joins, or feature: and a feature's name.");
        }
    }

    @JsonCreator
    public static MaintenanceScope of(String value) {
        return new MaintenanceScope(value);
    }

    /** One feature's commands; no feature may have such a name: empty. */
    static Optional<MaintenanceScope> feature(String name) {
        return VALUES.matcher(FEATURE + name).matches()
                ? Optional.of(new MaintenanceScope(FEATURE + name))
                : Optional.empty();
    }

    /** The feature's name, where it is one. */
    Optional<String> feature() {
        return value.startsWith(FEATURE)
                ? Optional.of(value.substring(FEATURE.length()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
