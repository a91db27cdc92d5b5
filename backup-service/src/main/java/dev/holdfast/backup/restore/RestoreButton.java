package dev.holdfast.backup.restore;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Permission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The button below a notice that starts a restore with what is damaged picked already. */
public final class RestoreButton {

    private static final Pattern STATE =
            Pattern.compile("found:([0-9]{1,18}):([a-z][a-z0-9_,.-]*)?");

    /** With its command, permission and guild a custom id has 100 characters. */
    private static final int LONGEST = 64;

    private RestoreButton() {}

    /** What such a button says: the snapshot, and the features; none: all of them. */
    record Wanted(long snapshot, Set<String> features) {

        Wanted {
            features = Set.copyOf(features);
        }
    }

    /**
     * For whoever may manage the guild. It shows what would change; nothing is restored by it
     * alone.
     *
     * @param features those that are picked; where they are too many for a button, all are
     */
    public static Button start(String label, long snapshot, Set<String> features) {
        var names = String.join(",", new TreeSet<>(features));
        var state = "found:%d:%s".formatted(snapshot, names);
        var fits = state.length() <= LONGEST ? state : "found:%d:".formatted(snapshot);
        return Button.of(label, fits)
                .styled(Button.Style.PRIMARY)
                .needing(Permission.MANAGE_GUILD)
                .leadingTo(PlanCommand.PATH);
    }

    static Optional<Wanted> read(String state) {
        var found = STATE.matcher(state);
        return found.matches()
                ? Optional.of(new Wanted(Long.parseLong(found.group(1)), names(found.group(2))))
                : Optional.empty();
    }

    private static Set<String> names(@Nullable String joined) {
        return joined == null
                ? Set.of()
                : Arrays.stream(joined.split(",", -1))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }
}
