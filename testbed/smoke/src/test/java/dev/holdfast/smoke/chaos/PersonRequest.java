package dev.holdfast.smoke.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a person asks the bot for.
 *
 * @param user who asks
 * @param payee who gets the coins; empty where nobody does
 * @param amount how many
 * @param mark in the reason of an adjustment, which its notice repeats; nobody else's
 */
record PersonRequest(
        Kind kind, ChaosGuild where, String user, String payee, long amount, String mark) {

    private static final Pattern MARK = Pattern.compile("errand[0-9a-f]+");

    private static final int MOST_COINS = 40;
    private static final int SUB_COMMAND = 1;
    private static final int TEXT = 3;
    private static final int WHOLE = 4;
    private static final int PERSON = 6;

    /** What is asked for, and how often of a hundred. */
    enum Kind {
        PAY(45),
        DAILY(10),
        WORK(15),
        HISTORY(10),
        BALANCE(14),
        /** Few: Discord takes one message a second in the channel where each is told. */
        ADJUST(1),
        SETTINGS(5);

        private final int share;

        Kind(int share) {
            this.share = share;
        }

        static Kind any(Random random) {
            var left = random.nextInt(100);
            for (var kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            return BALANCE;
        }
    }

    static PersonRequest any(Random random, ChaosGuild where) {
        var kind = Kind.any(random);
        var sailors = where.sailors();
        var asking = random.nextInt(sailors.size());
        var other = (asking + 1 + random.nextInt(sailors.size() - 1)) % sailors.size();
        var amount = 1L + random.nextInt(MOST_COINS);
        var mark = "errand" + Long.toHexString(random.nextLong());
        return switch (kind) {
            case PAY ->
                    new PersonRequest(
                            kind, where, sailors.get(asking), sailors.get(other), amount, mark);
            case ADJUST ->
                    new PersonRequest(kind, where, where.owner(), sailors.get(other), amount, mark);
            case SETTINGS -> new PersonRequest(kind, where, where.owner(), "", 50 + amount, mark);
            case DAILY, WORK, HISTORY, BALANCE ->
                    new PersonRequest(kind, where, sailors.get(asking), "", 0, mark);
        };
    }

    /** The mark of the errand that a notice is about. */
    static Optional<String> mark(String notice) {
        return MARK.matcher(notice).results().map(MatchResult::group).findFirst();
    }

    /** As the sandbox's control API has it. */
    ObjectNode act() {
        var act = JsonNodeFactory.instance.objectNode().put("kind", "command");
        act.put("guildId", where.guild()).put("channelId", where.channel()).put("userId", user);
        switch (kind) {
            case PAY -> {
                var options = act.put("name", "pay").putArray("options");
                option(options, PERSON, "member").put("value", payee);
                option(options, TEXT, "amount").put("value", Long.toString(amount));
            }
            case ADJUST -> {
                var options = act.put("name", "coins").putArray("options");
                var add = option(options, SUB_COMMAND, "add").putArray("options");
                option(add, PERSON, "member").put("value", payee);
                option(add, TEXT, "amount").put("value", Long.toString(amount));
                option(add, TEXT, "reason").put("value", mark);
            }
            case DAILY -> act.put("name", "daily");
            case WORK -> act.put("name", "work");
            case BALANCE -> act.put("name", "balance");
            case HISTORY -> {
                var options = act.put("name", "money").putArray("options");
                option(options, SUB_COMMAND, "history");
            }
            case SETTINGS -> {
                var options = act.put("name", "economy").putArray("options");
                var settings = option(options, SUB_COMMAND, "settings").putArray("options");
                option(settings, WHOLE, "daily-payout").put("value", amount);
            }
        }
        return act;
    }

    private static ObjectNode option(ArrayNode options, int type, String name) {
        return options.addObject().put("type", type).put("name", name);
    }
}
