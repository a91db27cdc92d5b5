package dev.holdfast.bench.report;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * All that came out of a run.
 *
 * @param proof what the ledgers' books said afterwards
 * @param pay the rounds of each side, as they were taken in turn
 * @param endToEnd the commands, each with so many in flight
 */
public record Results(
        String machine,
        String when,
        String javaOptions,
        String proof,
        Map<String, List<Measured>> pay,
        List<EndToEnd> endToEnd) {

    public static final String FLOOR = "six plain statements";
    public static final String REST = "REST /pay";

    /** Every caller in a guild of their own: nobody meets anybody. */
    public static final String APART = "REST /pay, all apart";

    /** Everybody pays the same member. */
    public static final String HOT_FLOOR = "six statements, hot account";

    /** Likewise. */
    public static final String HOT = "REST /pay, hot account";

    static final List<String> SIDES = List.of(FLOOR, REST, APART, HOT_FLOOR, HOT);

    /** A command through sandbox, gateway and service. */
    public record EndToEnd(String command, int inFlight, Measured measured) {}

    /** REST beside the floor: the median of the rounds' own ratios. */
    public double ratio() {
        return ratio(REST);
    }

    double ratio(String side) {
        return median(side, (rest, floor) -> rest.callsPerSecond() / floor.callsPerSecond());
    }

    /** The same of payments for each second of processor time, whoever else was on the machine. */
    public double ratioOfWork() {
        return ratioOfWork(REST);
    }

    double ratioOfWork(String side) {
        return median(side, (rest, floor) -> floor.microsACall() / rest.microsACall());
    }

    private double median(String side, ToDoubleBiFunction<Measured, Measured> ratio) {
        var rest = pay.getOrDefault(side, List.of());
        var floor = pay.getOrDefault(side.equals(HOT) ? HOT_FLOOR : FLOOR, List.of());
        var ratios =
                IntStream.range(0, floor.size())
                        .mapToDouble(
                                round -> ratio.applyAsDouble(rest.get(round), floor.get(round)))
                        .sorted()
                        .toArray();
        return ratios[ratios.length / 2];
    }
}
