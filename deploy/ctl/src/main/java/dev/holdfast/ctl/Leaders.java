package dev.holdfast.ctl;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who leads each service, since when, in which epoch. */
record Leaders(boolean fine, List<Leader> leaders) implements CommandReport {

    Leaders {
        leaders = List.copyOf(leaders);
    }

    /**
     * One service's.
     *
     * @param holder {@code null}: nobody leads, or nobody can tell
     * @param address of the instance that leads, by its own account
     */
    record Leader(
            String service,
            @Nullable String holder,
            @Nullable String address,
            long epoch,
            @Nullable String since) {}

    static Leaders of(List<InstanceReport> looks) {
        var byService = looks.stream().collect(Collectors.groupingBy(InstanceReport::service));
        var leaders =
                byService.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> leader(entry.getKey(), entry.getValue()))
                        .toList();
        return new Leaders(leaders.stream().allMatch(it -> it.holder() != null), leaders);
    }

    private static Leader leader(String service, List<InstanceReport> instances) {
        var here =
                instances.stream()
                        .filter(it ->
                                it.data("leader")
                                        .map(data -> data.path("here").asBoolean())
                                        .orElse(false))
                        .findFirst();
        return here.map(List::of).orElse(instances).stream()
                .flatMap(it -> it.data("leader").stream())
                .filter(data -> data.has("holder"))
                .findFirst()
                .map(data ->
                        new Leader(
                                service,
                                data.path("holder").asText(),
                                here.map(InstanceReport::address).orElse(null),
                                data.path("epoch").asLong(),
                                data.path("since").asText()))
                .orElseGet(() -> new Leader(service, null, null, 0, null));
    }

    @Override
    public void show(Terminal console) {
        console.table(rows(Clock.systemUTC()));
    }

    List<List<StyledText>> rows(Clock clock) {
        var rows = new ArrayList<List<StyledText>>();
        for (var leader : leaders) {
            rows.add(
                    leader.holder() == null || leader.since() == null
                            ? List.of(
                                    StyledText.name(leader.service()),
                                    StyledText.fine(false, "nobody leads, or nobody can tell"))
                            : List.of(
                                    StyledText.name(leader.service()),
                                    StyledText.plain(
                                            leader.address() == null
                                                    ? leader.holder()
                                                    : leader.address()),
                                    StyledText.plain("epoch " + leader.epoch()),
                                    StyledText.dim("since " + Times.since(leader.since(), clock))));
        }
        return rows;
    }
}
