package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Asks all services what happened. A service that does not answer is named, and the others told.
 */
final class TimelineReader {

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;
    private static final int MOST_KEYS = 300;
    private static final int KEYS_AT_ONCE = 100;

    private final OperatorClient doors;

    TimelineReader(OperatorClient doors) {
        this.doors = doors;
    }

    /** What one of them told, or why it did not tell all. */
    private record Told(List<TimelineLine> entries, List<String> troubles) {}

    /** What happened in a guild, to or by one member or anybody, and the log of it. */
    TimelineReport of(Id guild, Optional<Id> member, Instant after, boolean withLog) {
        var told =
                OperatorClient.each(
                        doors.settings().services(),
                        service -> pages(service, guild, member, after));
        return withLog ? withLog(told) : timeline(told);
    }

    /** Why nothing was found, as far as that can be told: two ids are easily swapped. */
    CtlException nothing(Id guild, Optional<Id> member, Instant after) {
        var since = Times.at(after.toString());
        if (member.isEmpty()) {
            return CtlException.wrong(
                    "Nothing happened in guild %s since %s, as far as is known. Is that a guild's id?"
                            .formatted(guild.digits(), since));
        }
        var user = member.get();
        var swapped = of(user, Optional.of(guild), after, false);
        if (!swapped.timeline().isEmpty()) {
            return CtlException.usage(
                    "%s looks like a user's id, and %s like the guild's: the guild comes first."
                            .formatted(guild.digits(), user.digits()));
        }
        return CtlException.wrong(
                "Nothing was found for this guild and user since %s: %s is taken for the guild's id, %s for the user's."
                        .formatted(since, guild.digits(), user.digits()));
    }

    /** Everything of one operation and of what came of it. */
    TimelineReport of(String operation) {
        var path = "/bot/operations?key=" + encoded(operation);
        var told =
                OperatorClient.each(
                        doors.settings().services(),
                        service -> told(() -> entries(service, doors.get(service, path))));
        var found = timeline(told);
        var keys = new LinkedHashSet<>(Set.of(operation));
        keys.addAll(keys(found.timeline()));
        return timeline(Stream.concat(told.stream(), logs(keys).stream()).toList());
    }

    private TimelineReport withLog(List<Told> told) {
        var all = List.copyOf(keys(timeline(told).timeline()));
        var newest = all.subList(Math.max(0, all.size() - MOST_KEYS), all.size());
        var found = Stream.concat(told.stream(), logs(newest).stream());
        return timeline(
                newest.size() == all.size()
                        ? found.toList()
                        : Stream.concat(
                                        found,
                                        Stream.of(
                                                new Told(
                                                        List.of(),
                                                        List.of(
                                                                "Log lines of the newest %d of %d operations are shown: choose a later --since, or one operation's key."
                                                                        .formatted(
                                                                                MOST_KEYS,
                                                                                all.size())))))
                                .toList());
    }

    private static Set<String> keys(List<TimelineLine> entries) {
        return entries.stream()
                .map(TimelineLine::operation)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Told pages(String service, Id guild, Optional<Id> member, Instant after) {
        return told(() -> {
            var entries = new ArrayList<TimelineLine>();
            var from = after.toString();
            for (var page = 0; page < MOST_PAGES; page++) {
                var told =
                        doors.get(
                                service,
                                "/bot/operations?guild=%s%s&after=%s&limit=%d"
                                        .formatted(
                                                guild.digits(),
                                                member.map(who -> "&user=" + who.digits())
                                                        .orElse(""),
                                                encoded(from),
                                                PAGE));
                entries.addAll(entries(service, told));
                if (!told.hasNonNull("next")) {
                    return entries;
                }
                from = told.path("next").asText();
            }
            throw CtlException.wrong(
                    "%s knows of more than %d entries: choose a later --since."
                            .formatted(service, PAGE * MOST_PAGES));
        });
    }

    /** Each instance has its own log. */
    private List<Told> logs(Collection<String> keys) {
        var portions = new ArrayList<List<String>>();
        var all = List.copyOf(keys);
        for (var from = 0; from < all.size(); from += KEYS_AT_ONCE) {
            portions.add(all.subList(from, Math.min(all.size(), from + KEYS_AT_ONCE)));
        }
        return OperatorClient.each(
                doors.settings().instances(),
                instance ->
                        told(() ->
                                portions.stream()
                                        .flatMap(portion -> lines(instance, portion))
                                        .toList()));
    }

    private Stream<TimelineLine> lines(ServiceInstance instance, List<String> keys) {
        var query =
                keys.stream().map(key -> "key=" + encoded(key)).collect(Collectors.joining("&"));
        return stream(doors.get(instance, "/bot/log?" + query).path("lines"))
                .map(line -> TimelineLine.logged(instance, line));
    }

    private static List<TimelineLine> entries(String service, JsonNode told) {
        return stream(told.path("entries")).map(each -> TimelineLine.entry(service, each)).toList();
    }

    /** What asks a service. */
    private interface Asking {
        List<TimelineLine> ask();
    }

    private static Told told(Asking asking) {
        try {
            return new Told(asking.ask(), List.of());
        } catch (CtlException e) {
            return new Told(List.of(), List.of(e.sentence()));
        }
    }

    private static TimelineReport timeline(List<Told> told) {
        var troubles = told.stream().map(Told::troubles).flatMap(List::stream).distinct().toList();
        return new TimelineReport(
                troubles.isEmpty(),
                told.stream()
                        .map(Told::entries)
                        .flatMap(List::stream)
                        .distinct()
                        .sorted(TimelineLine.IN_TIME)
                        .toList(),
                troubles);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
