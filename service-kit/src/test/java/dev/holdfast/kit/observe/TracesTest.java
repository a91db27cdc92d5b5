package dev.holdfast.kit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Collector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done after an operation, and for several of them, as a collector gets to see it. */
class TracesTest {

    private static final OperationKey ORDER = OperationKey.of("1197245631488000001");
    private static final OperationKey EFFECT = OperationKey.of("effect-7-1:2024-01-17T12:00:00Z");
    private static final OperationKey OTHER = OperationKey.of("1197245631488000002");

    private Collector collector;
    private Traces traces;

    @BeforeEach
    void collected() throws Exception {
        collector = new Collector();
        traces = TestTraces.to(collector);
    }

    @AfterEach
    void closed() {
        collector.close();
    }

    @Test
    void whatIsDoneSoonIsPartOfTheTraceThatAskedForItAndWhatIsDoneLaterIsLinkedToIt() {
        String asked;
        try (var _ = traces.goOn("/pay", ORDER, null);
                var _ = Span.begin("unit of work")) {
            asked = Span.parentOf(ORDER);
            assertEquals("", Span.parentOf(OTHER), "another's part of the work");
        }
        var cause = Cause.stored(ORDER.value(), asked);
        var then = ORDER.issuedAt();
        try (var _ = traces.follow("soon", EFFECT, cause, then.plusSeconds(5))) {
            Span.begin("Discord").close();
        }
        traces.follow("later", EFFECT, cause, then.plus(Duration.ofHours(1))).close();
        var spans = spans();
        var work = spans.get("unit of work");
        assertEquals(TraceId.of(ORDER).hex(), work.trace());
        assertEquals(work.trace(), spans.get("soon").trace());
        assertEquals(work.id(), spans.get("soon").parent());
        assertEquals(List.of(), spans.get("soon").links());
        assertEquals(spans.get("soon").id(), spans.get("Discord").parent());
        assertEquals(TraceId.of(EFFECT).hex(), spans.get("later").trace());
        assertEquals("", spans.get("later").parent());
        assertEquals(List.of(work.id()), spans.get("later").links());
        assertEquals(ORDER.value(), spans.get("later").notes().get("holdfast.cause"));
        assertEquals(EFFECT.value(), spans.get("soon").notes().get("holdfast.operation"));
    }

    @Test
    void whatWasAskedForUntracedIsInTheTraceThatWouldHaveBeen() {
        var cause = Cause.stored(ORDER.value(), "");
        traces.follow("soon", EFFECT, cause, ORDER.issuedAt()).close();
        traces.follow("nobody's", EFFECT, Cause.stored("", ""), ORDER.issuedAt()).close();
        var spans = spans();
        assertEquals(TraceId.of(ORDER).hex(), spans.get("soon").trace());
        assertEquals(TraceId.of(EFFECT).hex(), spans.get("nobody's").trace());
    }

    @Test
    void whatIsDoneForSeveralIsATraceOfItsOwnAndEachOnesPartIsInItsOwnAndLinkedToIt() {
        String told;
        try (var _ = traces.together("events to roles", 2, null)) {
            told = Span.parent().orElseThrow();
        }
        try (var _ = traces.together("events", 2, told)) {
            Span.begin("begin_group").close();
            try (var _ = traces.goOn("message-posted", ORDER, null)) {
                Span.begin("update xp").close();
            }
            traces.goOn("member-joined", OTHER, null).close();
            Span.begin("finish_group").close();
        }
        var spans = spans();
        var sent = spans.get("events to roles");
        var taken = spans.get("events");
        assertEquals("2", sent.notes().get("holdfast.together"));
        assertFalse(taken.notes().containsKey("holdfast.operation"));
        assertEquals(sent.trace(), taken.trace());
        assertEquals(sent.id(), taken.parent());
        assertEquals(TraceId.of(ORDER).hex(), spans.get("message-posted").trace());
        assertEquals(List.of(taken.id()), spans.get("message-posted").links());
        assertEquals(TraceId.of(OTHER).hex(), spans.get("member-joined").trace());
        assertEquals(spans.get("message-posted").id(), spans.get("update xp").parent());
        assertEquals(taken.id(), spans.get("finish_group").parent());
    }

    @Test
    void nothingIsRecordedWhereNobodyAskedForIt() {
        try (var _ = Traces.none().follow("soon", EFFECT, Optional.empty(), ORDER.issuedAt());
                var _ = Traces.none().together("events", 2, null);
                var _ = traces.goOn("effect giverole", "no parent")) {
            assertFalse(Span.isRecorded());
        }
    }

    @Test
    void logLinesNameTheTraceThatTheirSpanIsIn() {
        var span = "00-00000000000000000000000000000abc-0000000000000def-01";
        var asked = Optional.of(new Cause(ORDER, span));
        var now = ORDER.issuedAt();
        assertEquals(said("00000000000000000000000000000abc"), told(asked, now.plusSeconds(1)));
        assertEquals(said(TraceId.of(EFFECT).hex()), told(asked, now.plusSeconds(100)));
        var untraced = Optional.of(new Cause(ORDER, ""));
        assertEquals(said(TraceId.of(ORDER).hex()), told(untraced, now.plusSeconds(1)));
    }

    private static String said(String trace) {
        return "guild=5 user=6 command=\"effect say\" operation=%s trace=%s cause=%s"
                .formatted(EFFECT, trace, ORDER);
    }

    /** What a gateway writes on its lines. */
    private static String told(Optional<Cause> cause, Instant now) {
        String header;
        try (var _ =
                LogContext.of(new GuildId(5), new UserId(6), "effect say", EFFECT, cause, now)) {
            header = LogContext.told().orElseThrow();
        }
        assertEquals(Subject.NONE, LogContext.here());
        return Subject.read(header).toString();
    }

    @Test
    void whatIsNoSubjectIsOnNoLine() {
        for (var wrong : List.of("", "guild=5", said("x"), said("0".repeat(32)) + "\nforged")) {
            assertEquals(Subject.NONE, Subject.read(wrong));
        }
        assertEquals(Subject.NONE, Subject.read(null));
    }

    private Map<String, Collector.Span> spans() {
        traces.stop();
        return collector.spans().stream()
                .collect(Collectors.toMap(Collector.Span::name, Function.identity()));
    }
}
