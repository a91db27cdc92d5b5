package dev.holdfast.smoke.kill;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.smoke.kill.HistoryReader.Line;
import dev.holdfast.smoke.kill.LedgerRows.Booked;
import dev.holdfast.smoke.process.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Payments to two packaged economy-services on one PostgreSQL, all three killed, halted and
 * restarted meanwhile; then every promise about them is looked at.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KillIT {

    private static final Logger LOG = Logger.getLogger(KillIT.class);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Pattern COINS = Pattern.compile("\"amount\":\"\\+(?<coins>[\\d,]+) ");
    private static final int SAMPLE = 10;
    private static final int FEW = 5;

    private KillFleet stage;
    private LedgerRows books;
    private RunResult evidence;

    @BeforeAll
    void run() throws Exception {
        var settings = KillSettings.fromSystemProperties();
        LOG.infof("kill test: seed %d, %d payments", settings.seed(), settings.payments());
        stage = KillFleet.open(settings.root());
        assertTrue(stage.awaitReady(START), () -> logs());
        books = new LedgerRows(stage.postgres());
        evidence = new KillRun(settings, stage, books).run();
        LOG.info(evidence.report());
    }

    @AfterAll
    void close() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void everyPaymentAcknowledgedAsSentIsAppliedExactlyOnce() {
        none(payment -> said(payment, false) && evidence.before(payment).size() != 1);
    }

    @Test
    void noPaymentAcknowledgedAsRefusedIsApplied() {
        none(payment -> said(payment, true) && !evidence.after(payment).isEmpty());
    }

    @Test
    void noPaymentIsAppliedTwice() {
        none(payment -> evidence.after(payment).size() > 1);
    }

    @Test
    void nothingIsBookedThatNobodySent() {
        var keys = evidence.delivered().stream().map(Delivered::key).toList();
        var booked = evidence.bookedAfter().keySet();
        assertEquals(evidence.settings().payments(), keys.stream().distinct().count());
        assertTrue(keys.containsAll(booked));
    }

    @Test
    void whatIsBookedIsWhatTheSenderAskedForAndTheReplySays() {
        none(payment ->
                evidence.after(payment).stream().anyMatch(booked -> !agrees(payment, booked)));
    }

    @Test
    void bothDeliveriesOfAPaymentGetTheVerySameReply() {
        none(payment -> payment.given().map(Answer.Given::body).distinct().count() > 1);
    }

    @Test
    void onlyOneDeliveryOfAPaymentIsTheFirst() {
        none(payment -> payment.given().filter(it -> !it.replayed()).count() > 1);
    }

    @Test
    void aReplayOfAnAcknowledgedKeyGivesTheSameReplyAgain() {
        none(payment ->
                payment.reply()
                        .filter(reply ->
                                !new Answer.Given(reply.body(), true).equals(last(payment)))
                        .isPresent());
    }

    @Test
    void aReplayOfAnUnknownOneSaysWhatBecameOfIt() {
        none(payment ->
                !(last(payment) instanceof Answer.Given(var _, var replayed))
                        || (!replayed && !evidence.before(payment).isEmpty()));
        none(payment ->
                last(payment) instanceof Answer.Given given
                        && given.refuses() != evidence.after(payment).isEmpty());
    }

    @Test
    void nothingIsAnsweredThatAFaultDoesNotExcuse() {
        assertEquals(List.of(), evidence.unexpected().stream().limit(FEW).toList());
    }

    @Test
    void noServiceLogsAnError() throws IOException {
        for (var service : stage.services()) {
            assertEquals("", service.errors(), () -> "in the log of " + service);
        }
    }

    @Test
    void noServiceEndsByItself() {
        assertEquals(List.of(), evidence.endedByThemselves());
    }

    @Test
    void everyKindOfFaultWasThereAndSomePaymentsWereRefused() {
        assertEquals(Fault.values().length, evidence.faults().size());
        assertTrue(evidence.delivered().stream().anyMatch(payment -> said(payment, true)));
        assertTrue(evidence.delivered().stream().anyMatch(payment -> said(payment, false)));
    }

    @Test
    void theAccountsOfTheGuildSumToZero() {
        assertEquals(0, books.sumOfAccounts());
        assertEquals(0, books.unattributed());
    }

    @Test
    void bothInstancesFindTheLedgerSound() throws Exception {
        for (var service : stage.services()) {
            var answer = service.caller().waiting(START).get("/bot/checks?fresh=true");
            assertEquals(200, answer.status(), answer::body);
            var checks = new ObjectMapper().readTree(answer.body());
            assertTrue(checks.size() > 0, answer::body);
            checks.forEach(check -> assertTrue(check.get("passed").asBoolean(), answer::body));
        }
    }

    @Test
    void neitherInstanceStillHoldsAConnection() throws Exception {
        for (var service : stage.services()) {
            await().atMost(START).untilAsserted(() -> holdsNone(service));
        }
    }

    /** What the service does by itself takes one for a moment. */
    private static void holdsNone(ServiceProcess service) throws Exception {
        var metrics = service.caller().waiting(START).get("/q/metrics").body();
        assertTrue(metrics.contains("holdfast_database_connections_active 0.0"), metrics);
        assertTrue(metrics.contains("holdfast_database_connections_awaiting 0.0"), metrics);
    }

    @Test
    void theHistoryExplainsEveryCoinOfABalance() throws Exception {
        var random = new Random(evidence.settings().seed());
        var lines = 0;
        for (var sample = 0; sample < SAMPLE; sample++) {
            var member = Payment.member(random.nextInt(evidence.settings().members()));
            var service = stage.services().get(sample % 2).caller();
            var history = new HistoryReader(service).read(member);
            var balance = books.balance(member);
            assertEquals(balance, history.stream().mapToLong(Line::amount).sum());
            var then = balance;
            for (var line : history) {
                assertEquals(then, line.then(), () -> "in the history of " + member);
                then -= line.amount();
            }
            var shown = Asking.in(Payment.GUILD).by(member).command("balance").build();
            assertTrue(service.post(shown).body().contains("\"amount\":\"%,d ".formatted(balance)));
            lines += history.size();
        }
        LOG.infof("%d members' histories explain their balances in %d lines", SAMPLE, lines);
    }

    /** Whether one of its deliveries got a reply of that kind. */
    private static boolean said(Delivered payment, boolean refusal) {
        return payment.given().anyMatch(reply -> reply.refuses() == refusal);
    }

    private Answer last(Delivered payment) {
        return evidence.replies().get(payment.key());
    }

    private boolean agrees(Delivered delivered, Booked booked) {
        var payment = delivered.payment();
        var reply = (Answer.Given) last(delivered);
        var said =
                COINS.matcher(reply.body()).results().map(it -> HistoryReader.coins(it.group(1)));
        return booked.payer() == payment.payer().value()
                && booked.payee() == payment.payee().value()
                && booked.amount() == payment.amount()
                && said.toList().equals(List.of(booked.amount()));
    }

    /** Shows the first few that are so. */
    private void none(Predicate<Delivered> wrong) {
        var found = evidence.delivered().stream().filter(wrong).limit(FEW).toList();
        assertTrue(found.isEmpty(), () -> found.stream().map(this::dossier).toList().toString());
    }

    private String dossier(Delivered payment) {
        return "%n%s%n  booked %s, after the replay %s%n  replay: %s"
                .formatted(
                        payment, evidence.before(payment), evidence.after(payment), last(payment));
    }

    private String logs() {
        return Arrays.toString(stage.services().stream().map(ServiceProcess::logTail).toArray());
    }
}
