package dev.holdfast.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An economy as the gateway sees one: it speaks the kit's REST on a port of its own, remembers what
 * it was asked, stores replies by operation key, and can be slow, failing or gone.
 */
public final class Economy implements AutoCloseable {

    private static final int BACKLOG = 500;

    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModules(new JavaTimeModule(), new ParameterNamesModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final InetAddress host;
    private final int port;
    private final List<Invocation> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> stored = new ConcurrentHashMap<>();
    private final Manifest manifest;
    private final Queue<Problem> failures = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> forgotten = new CopyOnWriteArrayList<>();
    private final EventRecorder heard = new EventRecorder();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile @Nullable ProgressUpdate reached;
    private volatile boolean stalls;
    private volatile int purses = 1;
    private volatile @Nullable HttpServer server;

    public Economy() throws IOException {
        this(manifest());
    }

    /** Another service, which can do what it says. */
    public Economy(Manifest manifest) throws IOException {
        this(manifest, InetAddress.getLoopbackAddress(), Sandbox.freePort());
    }

    /** Another instance, at another address of this machine. */
    public Economy(InetAddress host, int port) throws IOException {
        this(manifest(), host, port);
    }

    private Economy(Manifest manifest, InetAddress host, int port) throws IOException {
        this.manifest = manifest;
        this.host = host;
        this.port = port;
        open();
    }

    public int port() {
        return port;
    }

    /** What arrived, repeats included. */
    public List<Invocation> asked() {
        return List.copyOf(asked);
    }

    /** Answers nothing until released. */
    public void hold() {
        hold = new CountDownLatch(1);
    }

    /** Begins its answers, and says no more of them until released. */
    public void stall() {
        stalls = true;
        hold();
    }

    public void release() {
        stalls = false;
        hold.countDown();
    }

    /** Answers the next requests with these statuses. */
    public void failWith(Integer... statuses) {
        for (var status : statuses) {
            failures.add(new Problem(URI.create("about:blank"), "Failed", status, "as ordered"));
        }
    }

    /** Answers the next requests with this problem. */
    public void failWith(Problem.Kind kind, int times) {
        failures.addAll(Collections.nCopies(times, kind.detail("as ordered")));
    }

    /** How far it says a slow command is, until {@link #forgetFailures}. */
    public void reached(ProgressUpdate now) {
        reached = now;
    }

    /** How many rows it keeps of a person in each guild, until {@link #forgetFailures}. */
    public void keeps(int rows) {
        purses = rows;
    }

    public void forgetFailures() {
        reached = null;
        purses = 1;
        failures.clear();
    }

    public void open() throws IOException {
        var opened = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        opened.createContext("/bot/manifest", this::manifest);
        opened.createContext("/bot/invocations", this::invocation);
        opened.createContext("/bot/events", this::events);
        opened.createContext("/bot/completions", this::completion);
        opened.createContext("/bot/files", this::file);
        opened.createContext("/bot/settlements", this::settlement);
        opened.createContext("/bot/people/export", this::export);
        opened.createContext("/bot/people/forget", this::forget);
        opened.createContext("/bot/guilds/forget", this::forget);
        opened.start();
        server = opened;
    }

    @Override
    public void close() {
        var open = server;
        if (open != null) {
            open.stop(0);
        }
        server = null;
    }

    public static Manifest manifest() {
        var member = OptionSpec.required("member", "Who gets it", OptionType.PERSON);
        var amount = OptionSpec.required("amount", "How many coins", OptionType.TEXT);
        return new Manifest(
                "economy",
                20_261_120_000_000L,
                List.of("stall", "wallet"),
                List.of(
                        CommandSpec.read("balance", "Shows a purse")
                                .of("wallet")
                                .option(OptionSpec.optional("member", "Whose", OptionType.PERSON)),
                        CommandSpec.write("coins add", "Adds coins")
                                .option(member)
                                .needs(Permission.MANAGE_GUILD),
                        CommandSpec.read("money history", "Shows every coin"),
                        CommandSpec.write("operator sweep", "Sweeps").forOperators(),
                        CommandSpec.write("pay", "Pays someone")
                                .option(member)
                                .option(amount)
                                .of("wallet"),
                        CommandSpec.write("ponder", "Thinks it over").slow(Duration.ofSeconds(30)),
                        CommandSpec.read("secret", "Answers in private").whispered(),
                        CardsCommand.spec(),
                        EveryControlCommand.spec().of("stall")),
                Stream.of(EventKind.values()).map(EventKind::word).toList(),
                List.of(
                        new Topic(
                                "💰",
                                "Wallet",
                                "Your shells.",
                                Stream.of("balance", "coins add", "money history", "pay")
                                        .map(CommandPath::of)
                                        .toList())));
    }

    /** What it was asked to forget, repeats included. */
    public List<JsonNode> forgotten() {
        return List.copyOf(forgotten);
    }

    /** It keeps a purse of everybody in every guild. */
    private void export(HttpExchange exchange) throws IOException {
        var wanted = json.readTree(exchange.getRequestBody());
        var kept = json.createObjectNode();
        wanted.path("guilds")
                .forEach(guild -> {
                    var purse =
                            kept.withObject("/" + guild.asText() + "/wallet").withArray("purse");
                    for (var row = 0; row < purses; row++) {
                        purse.addObject().put("shells", 100);
                    }
                });
        answer(exchange, 200, kept);
    }

    private void forget(HttpExchange exchange) throws IOException {
        forgotten.add(json.readTree(exchange.getRequestBody()));
        answer(exchange, 200, Map.of("rows", 0));
    }

    /** The events it took in, each once, in the order in which it did. */
    public List<EventEnvelope> heard() {
        return heard.all();
    }

    /** What it does about events. */
    public EventRecorder hearing() {
        return heard;
    }

    private void manifest(HttpExchange exchange) throws IOException {
        answer(exchange, 200, manifest);
    }

    private void invocation(HttpExchange exchange) throws IOException {
        var invocation = json.readValue(exchange.getRequestBody(), Invocation.class);
        asked.add(invocation);
        var failure = Optional.ofNullable(failures.poll());
        holdOn(!stalls);
        if (failure.isPresent()) {
            var now = reached;
            if (now != null) {
                exchange.getResponseHeaders()
                        .set(ProgressUpdate.HEADER, json.writeValueAsString(now));
            }
            answer(exchange, failure.get().status(), failure.get());
            return;
        }
        var reply = stored.computeIfAbsent(invocation.operation().value(), _ -> reply(invocation));
        answer(exchange, 200, json.writerFor(Reply.class).writeValueAsString(reply));
    }

    private void events(HttpExchange exchange) throws IOException {
        var batch = json.readValue(exchange.getRequestBody(), EventBatch.class);
        heard.awaitRelease();
        var receipts = heard.take(batch);
        if (heard.loses()) {
            exchange.close();
            return;
        }
        if (receipts.isEmpty()) {
            answer(exchange, 400, Map.of("detail", "as ordered"));
            return;
        }
        answer(exchange, 200, receipts);
    }

    private void holdOn(boolean isHere) throws IOException {
        try {
            if (isHere && !hold.await(30, TimeUnit.SECONDS)) {
                throw new IOException("held for too long");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void completion(HttpExchange exchange) throws IOException {
        var completion = json.readValue(exchange.getRequestBody(), Completion.class);
        holdOn(true);
        answer(exchange, 200, EveryControlCommand.complete(completion));
    }

    private void file(HttpExchange exchange) throws IOException {
        var file = json.readValue(exchange.getRequestBody(), Attachment.class);
        var failure = failures.poll();
        if (failure != null) {
            answer(exchange, failure.status(), failure);
            return;
        }
        holdOn(!stalls);
        write(exchange, 200, EveryControlCommand.draw(file));
    }

    /** What was begun is told; what was not never will be. */
    private void settlement(HttpExchange exchange) throws IOException {
        var invocation = json.readValue(exchange.getRequestBody(), Invocation.class);
        var isBegun =
                asked.stream().anyMatch(each -> each.operation().equals(invocation.operation()));
        var reply =
                stored.computeIfAbsent(
                        invocation.operation().value(),
                        _ -> isBegun ? reply(invocation) : Reply.refuse("It came too late."));
        answer(exchange, 200, json.writerFor(Reply.class).writeValueAsString(reply));
    }

    private static Reply reply(Invocation invocation) {
        return switch (invocation.path().value()) {
            case "stall" -> EveryControlCommand.reply(invocation);
            case "gift" -> CardsCommand.reply(invocation);
            case "balance" -> Reply.say(invocation.member().name() + " has 100 shells.");
            case "pay" ->
                    "0".equals(invocation.text("amount").orElse(""))
                            ? Reply.refuse("Pay at least 1 shell.")
                            : Reply.say(
                                    "Paid %s to %s."
                                            .formatted(
                                                    invocation.text("amount").orElseThrow(),
                                                    invocation
                                                            .person("member")
                                                            .orElseThrow()
                                                            .name()));
            case "money history" ->
                    invocation
                            .pressed()
                            .<Reply>map(pressed -> new Reply.Update(page(pressed.state())))
                            .orElseGet(() -> new Reply.Message(page("1")));
            case "secret" ->
                    new Reply.Whisper(
                            Content.text("Between us.").buttons(Button.of("x", "x".repeat(200))));
            case String other ->
                    Reply.say("Permissions " + invocation.member().permissions() + " for " + other);
        };
    }

    private static Content page(String number) {
        var next = Integer.toString(Integer.parseInt(number) + 1);
        return Content.text("Page " + number)
                .buttons(Button.of("Next", next), Button.runs("Balance", "balance"));
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes =
                body instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        write(exchange, status, bytes);
    }

    private void write(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes, 0, 1);
            out.flush();
            holdOn(stalls);
            out.write(bytes, 1, bytes.length - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
