package dev.holdfast.gateway.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.usage.UsageMinute.Command;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Cuts a minute into summaries of which each fits into an order. */
final class SummaryParts {

    /** What stands around the entries. */
    private static final int FRAME = 200;

    private static final int LARGEST = Order.LONGEST_PAYLOAD - FRAME;
    private static final Comparator<Command> ORDER =
            Comparator.<Command>comparingLong(it -> it.guild().value())
                    .thenComparing(it -> it.path().value());

    private final String gateway;
    private final UsageMinute minute;
    private final ObjectMapper json;
    private final List<UsageSummary> parts = new ArrayList<>();
    private final List<UsageSummary.Command> commands = new ArrayList<>();
    private final List<UsageSummary.Members> members = new ArrayList<>();
    private int size;

    private SummaryParts(String gateway, UsageMinute minute, ObjectMapper json) {
        this.gateway = gateway;
        this.minute = minute;
        this.json = json;
    }

    /** The same minute always gives the same parts. */
    static List<UsageSummary> of(String gateway, UsageMinute minute, ObjectMapper json) {
        return new SummaryParts(gateway, minute, json).cut();
    }

    private List<UsageSummary> cut() {
        minute.commands().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(each -> entry(each.getKey(), each.getValue()))
                .forEach(each -> {
                    makeRoom(each);
                    commands.add(each);
                });
        minute.members().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingLong(GuildId::value)))
                .map(each -> entry(each.getKey(), each.getValue()))
                .forEach(each -> {
                    makeRoom(each);
                    members.add(each);
                });
        end();
        return parts;
    }

    private static UsageSummary.Command entry(Command command, CommandCount count) {
        return new UsageSummary.Command(
                command.guild(),
                command.path().value(),
                count.of(CommandOutcome.DONE),
                count.of(CommandOutcome.REFUSED),
                count.of(CommandOutcome.FAILED),
                count.of(CommandOutcome.AWAY),
                count.latency());
    }

    private static UsageSummary.Members entry(GuildId guild, MemberCount count) {
        return new UsageSummary.Members(guild, count.joined(), count.left(), count.active());
    }

    private void makeRoom(Record entry) {
        var needed = length(entry) + 1;
        if (size + needed > LARGEST) {
            end();
        }
        size += needed;
    }

    private void end() {
        if (!commands.isEmpty() || !members.isEmpty()) {
            parts.add(new UsageSummary(gateway, minute.at(), parts.size(), commands, members));
        }
        commands.clear();
        members.clear();
        size = 0;
    }

    private int length(Record entry) {
        try {
            return json.writeValueAsString(entry).length();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
