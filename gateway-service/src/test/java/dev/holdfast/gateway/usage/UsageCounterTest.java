package dev.holdfast.gateway.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.PackedHistogram;
import org.junit.jupiter.api.Test;

class UsageCounterTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:30Z");
    private static final GuildId GUILD = new GuildId(111_222_333_444_555_666L);
    private static final UserId ANN = new UserId(777_888_999_000_111_222L);
    private static final CommandPath PAY = CommandPath.of("pay");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final StepClock clock = new StepClock(NOON);
    private final UsageCounter counter =
            new UsageCounter(
                    (user, day) -> (user.value() + day.toEpochDay()) * 0x9E3779B97F4A7C15L, clock);

    @Test
    void aMinuteIsOverWhenTheNextOneBegins() {
        ran(CommandOutcome.DONE, 20);
        assertEquals(List.of(), counter.finished());
        clock.step(MINUTE);
        ran(CommandOutcome.DONE, 20);
        var over = counter.finished();
        assertEquals(1, over.size());
        assertEquals(Instant.parse("2026-12-01T12:00:00Z"), over.getFirst().at());
        counter.stored(over.getFirst());
        clock.step(MINUTE);
        assertEquals(Instant.parse("2026-12-01T12:01:00Z"), counter.finished().getFirst().at());
    }

    @Test
    void countsOutcomesOfTheGuildAndOfTheWholeBot() throws Exception {
        for (var outcome : CommandOutcome.values()) {
            ran(outcome, 20);
        }
        ran(CommandOutcome.REFUSED, 4_000);
        counter.ran(GuildId.DIRECT, ANN, PAY, CommandOutcome.DONE, Optional.empty());
        var parts = parts();
        assertEquals(1, parts.size());
        var whole = parts.getFirst().commands().getFirst();
        var guild = parts.getFirst().commands().getLast();
        assertEquals(GuildId.DIRECT, whole.guild());
        assertEquals(2, whole.done());
        assertEquals(GUILD, guild.guild());
        assertEquals(List.of(1, 2, 1, 1), outcomes(guild));
        var latency = latency(guild.latency());
        assertEquals(5, latency.getTotalCount());
        assertEquals(20_000, (double) latency.getValueAtPercentile(50), 400);
        assertEquals(4_000_000, (double) latency.getMaxValue(), 80_000);
    }

    @Test
    void aMembersIdLeavesInNoForm() throws Exception {
        ran(CommandOutcome.DONE, 20);
        counter.joined(GUILD);
        var text = json.writeValueAsString(parts());
        assertFalse(text.contains(ANN.toString()), text);
        assertFalse(text.contains(Long.toHexString(ANN.value())), text);
    }

    @Test
    void aMemberIsSentOnceADayAndUnderAnotherHashTheNextDay() {
        ran(CommandOutcome.DONE, 20);
        var first = next().members().get(GUILD).active();
        ran(CommandOutcome.DONE, 20);
        assertEquals("", active(next()));
        clock.step(Duration.ofDays(1));
        ran(CommandOutcome.DONE, 20);
        assertNotEquals(first, active(next()));
    }

    @Test
    void countsWhoComesAndGoes() {
        counter.joined(GUILD);
        counter.joined(GUILD);
        counter.left(GUILD);
        var members = next().members();
        assertEquals(2, members.get(GUILD).joined());
        assertEquals(1, members.get(GUILD).left());
        assertEquals(2, members.get(GuildId.DIRECT).joined());
    }

    @Test
    void aBusyMinuteIsCutIntoPartsThatFitAndLoseNothing() throws Exception {
        for (var guild = 1; guild <= 300; guild++) {
            for (var command : List.of("pay", "balance", "economy settings")) {
                counter.ran(
                        new GuildId(GUILD.value() + guild),
                        new UserId(guild),
                        CommandPath.of(command),
                        CommandOutcome.DONE,
                        Optional.of(Duration.ofMillis(guild)));
            }
        }
        var parts = parts();
        assertTrue(parts.size() > 10, parts.size() + " parts");
        for (var part : parts) {
            assertTrue(json.writeValueAsString(part).length() <= Order.LONGEST_PAYLOAD);
        }
        var commands = parts.stream().flatMap(part -> part.commands().stream()).toList();
        assertEquals(903, commands.size());
        assertEquals(1_800, commands.stream().mapToInt(UsageSummary.Command::done).sum());
        assertEquals(301, parts.stream().mapToInt(part -> part.members().size()).sum());
    }

    @Test
    void whatFindsNoRoomCountsForTheWholeBot() {
        for (var guild = 1; guild <= 20_100; guild++) {
            counter.ran(new GuildId(guild), ANN, PAY, CommandOutcome.DONE, Optional.empty());
        }
        var minute = next();
        assertEquals(20_000, minute.commands().size());
        var whole = minute.commands().get(new UsageMinute.Command(GuildId.DIRECT, PAY));
        assertEquals(20_100, whole.of(CommandOutcome.DONE));
    }

    @Test
    void anHourOfMinutesThatCannotBeStoredIsTheMost() {
        for (var minute = 0; minute < 70; minute++) {
            ran(CommandOutcome.DONE, 20);
            clock.step(MINUTE);
        }
        assertEquals(60, counter.finished().size());
    }

    private void ran(CommandOutcome outcome, long millis) {
        counter.ran(GUILD, ANN, PAY, outcome, Optional.of(Duration.ofMillis(millis)));
    }

    private UsageMinute next() {
        clock.step(MINUTE);
        var over = counter.finished().getFirst();
        counter.stored(over);
        return over;
    }

    private List<UsageSummary> parts() throws JsonProcessingException {
        var minute = next();
        var parts = SummaryParts.of("g", minute, json);
        assertEquals(
                json.writeValueAsString(parts),
                json.writeValueAsString(SummaryParts.of("g", minute, json)));
        return parts;
    }

    private static String active(UsageMinute minute) {
        var members = minute.members().get(GUILD);
        return members == null ? "" : members.active();
    }

    private static List<Integer> outcomes(UsageSummary.Command command) {
        return List.of(command.done(), command.refused(), command.failed(), command.away());
    }

    private static PackedHistogram latency(String encoded) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
        return PackedHistogram.decodeFromByteBuffer(bytes, 0);
    }
}
