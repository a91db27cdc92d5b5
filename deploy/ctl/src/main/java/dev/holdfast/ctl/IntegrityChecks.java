package dev.holdfast.ctl;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The integrity checks of every service and what they found last. */
record IntegrityChecks(boolean fine, List<Found> checks) implements CommandReport {

    IntegrityChecks {
        checks = List.copyOf(checks);
    }

    /** One of them. */
    record Found(String service, String name, boolean passed, String detail, String at) {}

    /**
     * Asks for them.
     *
     * @param fresh whether they are to be run now
     */
    static IntegrityChecks ask(OperatorClient doors, boolean fresh) {
        var found =
                OperatorClient.each(
                                doors.settings().services(), service -> ask(doors, service, fresh))
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        return new IntegrityChecks(found.stream().allMatch(Found::passed), found);
    }

    private static List<Found> ask(OperatorClient doors, String service, boolean fresh) {
        return StreamSupport.stream(
                        doors.get(service, "/bot/checks?fresh=" + fresh).spliterator(), false)
                .map(it ->
                        new Found(
                                service,
                                it.path("name").asText(),
                                it.path("passed").asBoolean(),
                                it.path("detail").asText(),
                                it.path("at").asText()))
                .toList();
    }

    @Override
    public void show(Terminal console) {
        var rows = new ArrayList<List<StyledText>>();
        for (var check : checks) {
            rows.add(
                    List.of(
                            StyledText.name(check.service()),
                            StyledText.fine(check.passed(), check.passed() ? "holds" : "BROKEN"),
                            StyledText.plain(check.name()),
                            StyledText.plain(check.detail()),
                            StyledText.dim(Times.since(check.at(), Clock.systemUTC()))));
        }
        console.table(rows);
    }
}
