package dev.holdfast.gateway.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.JobsAlone;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.Connected;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A service with one slow command and one job, each of twenty steps of 150 ms, in a process that a
 * test kills. What each of them does is a row of the audit in PostgreSQL.
 */
public final class SlowService {

    static final int STEPS = 20;
    static final String COMMAND = "crawl";
    static final String JOB = "sweep";
    private static final long STEP_MILLIS = 150;
    private static final long LONGEST_WAIT_MILLIS = 1_000;
    private static final UserId NOBODY = new UserId(0);

    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModules(new JavaTimeModule(), new ParameterNamesModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Connected connected;

    private SlowService(Connected connected) {
        this.connected = connected;
    }

    private record Done(long process, int step) {}

    /** Arguments: the port, and the addresses of the role and of its worker. */
    public static void main(String... arguments) throws Exception {
        var service = new SlowService(Connected.to(arguments[1], arguments[2]));
        service.connected.heartbeats().start();
        JobsAlone.start(service.connected, service.job());
        var address =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        var server = HttpServer.create(address, 100);
        server.setExecutor(service.threads);
        server.createContext("/bot/manifest", service::manifest);
        server.createContext("/bot/invocations", service::invocation);
        server.start();
        new CountDownLatch(1).await();
    }

    private void manifest(HttpExchange exchange) throws IOException {
        var crawl = CommandSpec.write(COMMAND, "Works through a lot").slow(Duration.ofMinutes(2));
        var manifest =
                new Manifest(
                        "economy",
                        20_261_120_000_000L,
                        List.of(COMMAND),
                        List.of(crawl),
                        List.of(),
                        List.of());
        answer(exchange, 200, json.writeValueAsString(manifest));
    }

    private void invocation(HttpExchange exchange) throws IOException {
        var invocation = json.readValue(exchange.getRequestBody(), Invocation.class);
        try {
            switch (outcome(threads.submit(() -> run(invocation)))) {
                case RequestOutcome.Done(var reply, _) ->
                        answer(
                                exchange,
                                200,
                                json.writerFor(Reply.class).writeValueAsString(reply));
                case RequestOutcome.StillRunning(var reached) -> {
                    if (reached != null) {
                        exchange.getResponseHeaders()
                                .set(ProgressUpdate.HEADER, json.writeValueAsString(reached));
                    }
                    answer(exchange, 409, "{}");
                }
                case RequestOutcome.Undone _ -> answer(exchange, 422, "{}");
            }
        } catch (Exception e) {
            e.printStackTrace();
            answer(exchange, 500, "{}");
        }
    }

    private static RequestOutcome outcome(Future<RequestOutcome> running) throws Exception {
        try {
            return running.get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) { // it still runs
            return new RequestOutcome.StillRunning();
        }
    }

    private RequestOutcome run(Invocation invocation) throws Exception {
        var request =
                new Request(
                        invocation.operation(),
                        invocation.guild(),
                        invocation.user(),
                        COMMAND,
                        RequestHash.of(COMMAND));
        return connected
                .slow()
                .execute(
                        request,
                        progress -> {
                            for (var step = 0; step < STEPS; step++) {
                                step(progress, step);
                            }
                            return STEPS;
                        },
                        (steps, completion) ->
                                completion.execute(work -> {
                                    work.audit(COMMAND, new Done(pid(), steps));
                                    return Reply.say("Crawled " + invocation.operation());
                                }));
    }

    private Job job() {
        return new Job() {
            @Override
            public String name() {
                return JOB;
            }

            @Override
            public Schedule schedule() {
                return new Schedule.Every(Duration.ofDays(1));
            }

            @Override
            public CatchUp catchUp() {
                return CatchUp.EVERY;
            }

            @Override
            public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
                for (var step = 0; step < STEPS; step++) {
                    step(progress, step);
                    sweep(scheduledFor, step);
                }
            }
        };
    }

    private void sweep(Instant scheduledFor, int step) {
        var key = OperationKey.of("%s-%d:%s".formatted(JOB, step, scheduledFor));
        var request = new Request(key, GuildId.DIRECT, NOBODY, JOB, RequestHash.of(key.value()));
        var _ =
                connected
                        .units()
                        .execute(
                                request,
                                Integer.class,
                                work -> {
                                    work.audit(JOB, new Done(pid(), step));
                                    return step;
                                });
    }

    private static void step(Progress progress, int step) throws InterruptedException {
        progress.reached(step, STEPS);
        new CountDownLatch(1).await(STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
