package dev.holdfast.economy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Decision;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import java.util.concurrent.atomic.AtomicLong;

/** A guild that nobody has used yet, its people, and what the database says of it. */
public final class TestGuild {

    public static final UserId ANN = new UserId(101);
    public static final UserId BEN = new UserId(102);
    public static final UserId CAT = new UserId(103);
    public static final long START = 100;

    private static final AtomicLong NEXT = new AtomicLong(900_000_000_000_000_000L);

    private final GuildId id = new GuildId(NEXT.incrementAndGet());
    private final Admin admin = new Admin("economy");
    private final Commands commands;

    public TestGuild(Commands commands) {
        this.commands = commands;
    }

    public GuildId id() {
        return id;
    }

    public Asking asking(UserId who, String command) {
        return Asking.in(id).by(who).command(command);
    }

    public Asking asAdmin(String command) {
        return asking(CAT, command).allowed(Permission.MANAGE_GUILD);
    }

    public Reply ask(Asking asking) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build())).reply();
    }

    public Reply pay(UserId payer, UserId payee, String amount) {
        return ask(asking(payer, "pay").person("member", payee).text("amount", amount));
    }

    /** Confirmed where it asks first. */
    public Reply adjust(String how, UserId member, String amount) {
        return confirmed(
                asAdmin("coins " + how)
                        .person("member", member)
                        .text("amount", amount)
                        .text("reason", "because"));
    }

    /** What is answered once a question, where there is one, is answered with yes. */
    public Reply confirmed(Asking asking) {
        var keyed = asking.key(Asking.freshKey());
        var reply = ask(keyed);
        return reply instanceof Reply.Question ? decide(keyed, true) : reply;
    }

    /** A button of the question that was asked is pressed. */
    public Reply decide(Asking asked, boolean yes) {
        var asking = asked.build();
        var decision = new Decision(asking.operation(), yes);
        return ask(asked.button(asking.user(), decision.toString()).key(decision.key()));
    }

    /** What it says to the person, wherever in the reply. */
    public static String words(Reply reply) {
        return switch (reply) {
            case Reply.Message(var content) -> words(content);
            case Reply.Whisper(var content) -> words(content);
            case Reply.Update(var content) -> words(content);
            case Reply.Modal(var title, _, var inputs, _) -> title + ": " + inputs;
            case Reply.Question(var card, _) -> card.words();
            case Reply.Refusal(var text, _) -> text;
        };
    }

    private static String words(Content content) {
        var words = new StringBuilder(content.text());
        if (content.card() != null) {
            words.append(content.card().words());
        }
        for (var embed : content.embeds()) {
            words.append(embed.title()).append('\n').append(embed.description()).append('\n');
            embed.fields().forEach(it -> words.append(it.name()).append(": ").append(it.value()));
        }
        return words.toString();
    }

    /** One sentence, only to the person. */
    public static void assertRefused(String sentence, Reply reply) {
        assertEquals(new Reply.Refusal(sentence), reply);
    }

    /** What the account holds; -1 without one. */
    public long balance(UserId user) {
        return admin.count(
                """
                select coalesce((
                    select balance from account natural join member_account
                    where guild_id = %s and user_id = %s), -1)
                """
                        .formatted(id, user));
    }

    public long sum() {
        return admin.count("select coalesce(sum(balance), 0) from account where guild_id = " + id);
    }

    public long count(String table) {
        return admin.count("select count(*) from %s where guild_id = %s".formatted(table, id));
    }
}
