package dev.holdfast.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Results in Markdown. */
final class MarkdownTable {

    private MarkdownTable() {}

    static String of(Results results) {
        return """
        <!-- Written by testbed/bench/run. -->
        %s, %s. Services: `%s`.

        ## A payment, 32 in flight: plain SQL and REST in turn
        %s
        REST does **%.2f × the floor** (median of the rounds' ratios); for each second of processor time it does \
        **%.2f ×** as many payments. With every caller in a guild of their own, so that no two payments share a transaction, \
        it is %.2f × and %.2f ×. Where everybody pays the same member, it is %.2f × and %.2f × six statements that do. \
        Round by round: %s.

        %s

        ## End to end, through sandbox and gateway
        %s\
        """
                .formatted(
                        results.machine(),
                        results.when(),
                        results.javaOptions(),
                        pay(results),
                        results.ratio(),
                        results.ratioOfWork(),
                        results.ratio(Results.APART),
                        results.ratioOfWork(Results.APART),
                        results.ratio(Results.HOT),
                        results.ratioOfWork(Results.HOT),
                        rounds(results),
                        results.proof(),
                        endToEnd(results));
    }

    private static String pay(Results results) {
        var text =
                new StringBuilder(
                        """
                        | | payments/s | p50 ms | p99 ms | PostgreSQL µs | economy µs | driver µs | together µs | others on the machine |
                        |---|---|---|---|---|---|---|---|---|
                        """);
        for (var side : Results.SIDES) {
            var median = Measured.median(results.pay().getOrDefault(side, List.of()));
            text.append(
                    String.format(
                            Locale.ENGLISH,
                            "| %s | %,.0f | %.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f %% |%n",
                            side,
                            median.callsPerSecond(),
                            median.p50Millis(),
                            median.p99Millis(),
                            median.microsACall("PostgreSQL"),
                            median.microsACall("economy"),
                            median.microsACall("driver"),
                            median.microsACall(),
                            others(median)));
        }
        return text.toString();
    }

    private static double others(Measured measured) {
        var cores = Runtime.getRuntime().availableProcessors();
        return measured.processorSeconds().getOrDefault("others on this machine", 0.0)
                * 100
                / (measured.seconds() * cores);
    }

    private static String rounds(Results results) {
        return results.pay().entrySet().stream()
                .map(side ->
                        side.getKey()
                                + " "
                                + side.getValue().stream()
                                        .map(round ->
                                                String.format(
                                                        Locale.ENGLISH,
                                                        "%,.0f",
                                                        round.callsPerSecond()))
                                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private static String endToEnd(Results results) {
        var names = new TreeSet<String>();
        results.endToEnd()
                .forEach(each -> names.addAll(each.measured().processorSeconds().keySet()));
        names.remove("others on this machine");
        var text = new StringBuilder("| command | in flight | answers/s | p50 ms | p99 ms |");
        names.forEach(name -> text.append(' ').append(name).append(" µs |"));
        text.append(" others on the machine |\n|---|---|---|---|---|");
        names.forEach(_ -> text.append("---|"));
        text.append("---|\n");
        for (var each : results.endToEnd()) {
            var measured = each.measured();
            text.append(
                    String.format(
                            Locale.ENGLISH,
                            "| `/%s` | %d | %,.0f | %.1f | %.1f |",
                            each.command(),
                            each.inFlight(),
                            measured.callsPerSecond(),
                            measured.p50Millis(),
                            measured.p99Millis()));
            names.forEach(name ->
                    text.append(
                            String.format(Locale.ENGLISH, " %.0f |", measured.microsACall(name))));
            text.append(String.format(Locale.ENGLISH, " %.0f %% |%n", others(measured)));
        }
        return text.toString();
    }
}
