package dev.holdfast.health.error;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of error of a service, at whichever of its instances. Builds are {@code yyyyMMddHHmmss};
 * 0 is one that did not say so, and older than any other.
 *
 * @param number by which operators call it
 * @param stateSince when it came to stand there
 * @param fixedBuild the first build that has the fix; {@code null}: it was never resolved
 * @param ignoredUntil so many make it ongoing again; {@code null}: it is not ignored
 * @param operation the last one's key, which leads to its timeline; may be empty
 * @param instance where it happened last
 * @param guilds which it happened in, at most 100, the last one last
 */
public record ErrorGroup(
        long number,
        String service,
        String fingerprint,
        ErrorState state,
        Instant stateSince,
        long count,
        ErrorText text,
        Instant firstAt,
        long firstBuild,
        Instant lastAt,
        long lastBuild,
        @Nullable Long fixedBuild,
        @Nullable Long ignoredUntil,
        String operation,
        String instance,
        List<GuildId> guilds) {

    /** So many guilds are told apart. */
    public static final int MOST_GUILDS = 100;

    private static final int TENFOLD = 10;

    public ErrorGroup {
        guilds = List.copyOf(guilds);
    }

    /** It was not seen before; it has no number yet. */
    static ErrorGroup first(Occurrences seen, Instant now) {
        return new ErrorGroup(
                0,
                seen.service(),
                seen.fingerprint(),
                ErrorState.NEW,
                now,
                seen.added(),
                seen.text(),
                seen.firstAt(),
                seen.firstBuild(),
                seen.lastAt(),
                seen.lastBuild(),
                null,
                null,
                seen.operation(),
                seen.instance(),
                seen.guilds());
    }

    /**
     * The same after it happened again; what is older than what is known changes the count only.
     */
    ErrorGroup again(Occurrences seen, Instant now) {
        var next = stateAfter(seen);
        var isNewer = !seen.lastAt().isBefore(lastAt);
        var isEarlier = seen.firstAt().isBefore(firstAt);
        return new ErrorGroup(
                number,
                service,
                fingerprint,
                next,
                next == state ? stateSince : now,
                count + seen.added(),
                isNewer ? seen.text() : text,
                isEarlier ? seen.firstAt() : firstAt,
                isEarlier ? seen.firstBuild() : firstBuild,
                isNewer ? seen.lastAt() : lastAt,
                isNewer ? seen.lastBuild() : lastBuild,
                fixedBuild,
                next == ErrorState.IGNORED ? ignoredUntil : null,
                isNewer ? seen.operation() : operation,
                isNewer ? seen.instance() : instance,
                with(seen.guilds()));
    }

    private ErrorState stateAfter(Occurrences seen) {
        return switch (state) {
            case RESOLVED -> isBack(seen) ? ErrorState.REGRESSED : ErrorState.RESOLVED;
            case IGNORED ->
                    ignoredUntil != null && count + seen.added() >= ignoredUntil
                            ? ErrorState.ONGOING
                            : ErrorState.IGNORED;
            case NEW, ONGOING, REGRESSED -> state;
        };
    }

    /**
     * A build without the fix proves nothing, and neither does what happened before it was made.
     */
    private boolean isBack(Occurrences seen) {
        return fixedBuild != null
                && seen.lastBuild() >= fixedBuild
                && seen.lastAt().isAfter(stateSince);
    }

    private List<GuildId> with(List<GuildId> more) {
        var all = new ArrayList<>(guilds);
        all.removeAll(more);
        all.addAll(more);
        return all.subList(Math.max(0, all.size() - MOST_GUILDS), all.size());
    }

    /** It is not to be seen again from this build on. */
    ErrorGroup resolved(long build, Instant now) {
        return in(ErrorState.RESOLVED, now, build, null);
    }

    /** It is not to be told of until there are ten times as many. */
    ErrorGroup ignored(Instant now) {
        return in(ErrorState.IGNORED, now, fixedBuild, count * TENFOLD);
    }

    ErrorGroup reopened(Instant now) {
        return in(ErrorState.ONGOING, now, null, null);
    }

    private ErrorGroup in(
            ErrorState next, Instant now, @Nullable Long fixed, @Nullable Long ignored) {
        return new ErrorGroup(
                number,
                service,
                fingerprint,
                next,
                now,
                count,
                text,
                firstAt,
                firstBuild,
                lastAt,
                lastBuild,
                fixed,
                ignored,
                operation,
                instance,
                guilds);
    }
}
