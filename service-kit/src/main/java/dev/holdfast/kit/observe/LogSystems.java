package dev.holdfast.kit.observe;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which system a logger belongs to; each has a log file of its own. A logger named {@code
 * holdfast.shop} belongs to the system {@code shop}, one named after a class of {@code
 * dev.holdfast.roles} to {@code roles}: a new one takes no line here. Only what is named otherwise
 * stands here.
 */
final class LogSystems {

    /** What has no system of its own. */
    static final String SERVICE = "service";

    /** Every error is here too, each kind once. */
    static final String ERRORS = "errors";

    private static final String OURS = "holdfast.";
    private static final String OUR_CLASSES = "dev.holdfast.";

    private static final Map<String, String> NAMED_OTHERWISE =
            Map.of(
                    "holdfast.start", SERVICE,
                    "holdfast.problem", SERVICE,
                    "holdfast.background", SERVICE,
                    "dev.holdfast.kit", SERVICE,
                    "org.javacord", "discord",
                    "org.flywaydb", "database",
                    "org.jdbi", "database",
                    "org.postgresql", "database",
                    "io.agroal", "database",
                    "io.lettuce", "redis");

    private static final List<Map.Entry<String, String>> ENTRIES =
            List.copyOf(NAMED_OTHERWISE.entrySet());

    /** A line or more for each request: they would bury everything else on a console. */
    private static final Set<String> TALKATIVE = Set.of("database", "commands", "audit");

    private LogSystems() {}

    static String of(String logger) {
        for (var other : ENTRIES) {
            if (begins(logger, other.getKey())) {
                return other.getValue();
            }
        }
        if (logger.startsWith(OURS)) {
            return word(logger, OURS.length());
        }
        return logger.startsWith(OUR_CLASSES) ? word(logger, OUR_CLASSES.length()) : SERVICE;
    }

    static boolean isTalkative(String system) {
        return TALKATIVE.contains(system);
    }

    private static boolean begins(String logger, String name) {
        return logger.startsWith(name)
                && (logger.length() == name.length() || logger.charAt(name.length()) == '.');
    }

    private static String word(String logger, int from) {
        var dot = logger.indexOf('.', from);
        return dot < 0 ? logger.substring(from) : logger.substring(from, dot);
    }
}
