package dev.holdfast.smoke.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A payment that somebody asks for once, by slash or typed, and all that they read about it. */
final class Payment {

    private static final Pattern NOTHING =
            Pattern.compile("othing was changed|was not run|You have only|came too late");
    private static final Pattern UNKNOWN =
            Pattern.compile("say whether|Look whether|Check whether|Check before");
    private static final Pattern LINK = Pattern.compile("/(\\d+)\\)");

    private final LocalDiscord discord;
    private final ChaosGuild where;
    private final boolean isTyped;
    private final String payer;
    private final String payee;
    private final Set<String> read = new LinkedHashSet<>();
    private String key = "";

    Payment(LocalDiscord discord, ChaosGuild where, boolean isTyped, String payer, String payee) {
        this.discord = discord;
        this.where = where;
        this.isTyped = isTyped;
        this.payer = payer;
        this.payee = payee;
    }

    /** Asks for it; returns the operation's key. */
    String ask() throws IOException, InterruptedException {
        key = isTyped ? message() : command();
        return key;
    }

    private String message() throws IOException, InterruptedException {
        var act = act("message").put("content", "!pay <@%s> 1".formatted(payee));
        return discord.begin(act).path("messageId").asText();
    }

    private String command() throws IOException, InterruptedException {
        var act = act("command").put("name", "pay");
        var options = act.putArray("options");
        options.addObject().put("type", 6).put("name", "member").put("value", payee);
        options.addObject().put("type", 3).put("name", "amount").put("value", "1");
        return discord.begin(act).path("interactionId").asText();
    }

    private ObjectNode act(String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("guildId", where.guild())
                .put("channelId", where.channel())
                .put("userId", payer);
    }

    String key() {
        return key;
    }

    /** Reads what is there now, which may be gone later; whether there is an answer. */
    boolean look() throws IOException, InterruptedException {
        if (!isTyped) {
            var told = discord.interaction(key);
            var text = text(told.path("reply"));
            if (!text.isBlank()) {
                read.add(text);
            }
        }
        for (var message : discord.messages(where.channel())) {
            if (message.path("author").path("bot").asBoolean() && isAbout(message)) {
                read.add(text(message));
            }
        }
        read.removeIf(String::isBlank);
        return !read.isEmpty();
    }

    private boolean isAbout(JsonNode message) {
        return isTyped
                ? answeredBy(message).anyMatch(key::equals)
                : message.toString().contains(payer) || message.toString().contains(payee);
    }

    /** The typed messages that a message of the bot answers, in its order. */
    static Stream<String> answeredBy(JsonNode message) {
        var reference = message.path("message_reference").path("message_id").asText();
        return reference.isEmpty()
                ? LINK.matcher(text(message)).results().map(link -> link.group(1))
                : Stream.of(reference);
    }

    /** All that it says, wherever it stands. */
    static String text(JsonNode message) {
        return String.join(
                "\n",
                Stream.of("content", "title", "description")
                        .flatMap(field -> message.findValuesAsText(field).stream())
                        .toList());
    }

    /** Whether everything that was read is true, and something was. */
    boolean isTold(List<Ledger.Booked> booked) {
        return booked.size() <= 1
                && !read.isEmpty()
                && read.stream().allMatch(text -> isTrue(text, booked.size() == 1));
    }

    private static boolean isTrue(String text, boolean isPaid) {
        if (UNKNOWN.matcher(text).find()) {
            return true;
        }
        return NOTHING.matcher(text).find() != isPaid;
    }

    @Override
    public String toString() {
        return "%s %s of %s to %s, read %s"
                .formatted(isTyped ? "typed" : "slash", key, payer, payee, read);
    }
}
