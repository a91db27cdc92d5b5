package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.economy.ledger.Reason;
import dev.holdfast.economy.ledger.Transfer;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;

/** {@code /coins add|remove|set member amount reason}: an admin's hand, noted and told. */
final class AdjustCommand implements Command {

    private final Texts texts = Texts.of("wallet");
    private final Kind kind;
    private final AmountOption amount;
    private final Wallets wallets;
    private final Refusals refusals;
    private final Alerts alerts;

    /** What is done to the member's coins. */
    enum Kind {
        ADD("add"),
        REMOVE("remove"),
        SET("set");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** In the audit: what was done to whom, and what they have since. */
    private record Adjusted(UserId member, long amount, long balance, String reason) {}

    AdjustCommand(Kind kind, Wallets wallets, Refusals refusals, Alerts alerts) {
        this.kind = kind;
        this.amount =
                switch (kind) {
                    case ADD -> AmountOption.number(texts, 1);
                    case REMOVE -> AmountOption.numberOrShare(texts, 1);
                    case SET -> AmountOption.number(texts, 0);
                };
        this.wallets = wallets;
        this.refusals = refusals;
        this.alerts = alerts;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("coins " + kind.word, texts.english(kind.word + ".description"))
                .needs(Permission.MANAGE_GUILD)
                .option(
                        OptionSpec.required(
                                "member", texts.english("adjust.member"), OptionType.PERSON))
                .option(amount.spec())
                .option(
                        OptionSpec.required(
                                        "reason", texts.english("adjust.reason"), OptionType.TEXT)
                                .between(1, Memo.LONGEST));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var member = invocation.person("member").orElseThrow();
        if (member.bot()) {
            return Reply.refuse(texts.say(invocation, "bot"));
        }
        if (member.outside() && !wallets.known(work, member.user())) {
            return Reply.refuse(texts.say(invocation, "outside.never", member.user()));
        }
        if (why(invocation).isEmpty()) {
            return Reply.refuse(texts.say(invocation, "adjust.why"));
        }
        return amount.use(
                invocation,
                () -> wallets.balance(work, member.user()),
                coins -> adjust(invocation, work, member.user(), coins),
                refusal -> refusal);
    }

    private static String why(Invocation invocation) {
        return Memo.clean(invocation.text("reason").orElseThrow());
    }

    private Reply adjust(Invocation invocation, UnitOfWork work, UserId member, long amount) {
        if (kind == Kind.SET && !invocation.confirmed()) {
            return question(invocation, work, member, amount);
        }
        var why = why(invocation);
        var coins = new Coins(amount, new Reason("wallet", kind.word), why);
        var transfer =
                switch (kind) {
                    case ADD -> wallets.earn(work, member, coins);
                    case REMOVE -> wallets.spend(work, member, coins);
                    case SET -> wallets.set(work, member, coins);
                };
        return switch (transfer) {
            case Transfer.Sent(var from, var to) ->
                    adjusted(
                            invocation,
                            work,
                            new Adjusted(
                                    member,
                                    amount,
                                    switch (kind) {
                                        case ADD -> to;
                                        case REMOVE -> from;
                                        case SET -> amount;
                                    },
                                    why));
            case Transfer.Refused refused -> refusals.of(refused, member, amount, invocation, work);
        };
    }

    /** A balance that is overwritten is not had back by one step. */
    private Reply question(Invocation invocation, UnitOfWork work, UserId member, long wanted) {
        var currency = work.settings(WalletSettings.KEY);
        var has = wallets.shown(work, member);
        if (has == wanted) {
            return refusals.of(new Transfer.Unchanged(), member, wanted, invocation, work);
        }
        var card =
                Card.info("💰", texts.say(invocation, "set.ask.title"))
                        .about(member)
                        .line(
                                texts.say(
                                        invocation,
                                        "set.ask",
                                        member,
                                        currency.coins(has),
                                        currency.coins(wanted)))
                        .field(texts.say(invocation, "adjust.field"), Memo.quote(why(invocation)));
        return Reply.ask(card, amount.as(wanted, invocation));
    }

    private Reply adjusted(Invocation invocation, UnitOfWork work, Adjusted adjusted) {
        work.audit("wallet." + kind.word, adjusted);
        var currency = work.settings(WalletSettings.KEY);
        var coins = currency.coins(adjusted.amount());
        var balance = currency.coins(adjusted.balance());
        var why = Memo.quote(adjusted.reason());
        var member = adjusted.member();
        alerts.notice(
                work,
                texts.english(kind.word + ".notice", member, coins, balance, why, work.user()));
        var moved = wallets.lastMoved(work, member);
        var card =
                card(invocation)
                        .about(member)
                        .amount(
                                kind == Kind.SET
                                        ? currency.amount(adjusted.balance())
                                        : sign(moved) + currency.amount(Math.abs(moved)))
                        .field(
                                texts.say(invocation, "adjust.balance"),
                                texts.say(
                                        invocation,
                                        "adjust.change",
                                        currency.coins(adjusted.balance() - moved),
                                        balance))
                        .field(texts.say(invocation, "adjust.field"), why)
                        .fine(texts.say(invocation, "adjust.by", work.user()));
        var content = Content.card(card);
        return Reply.show(member.equals(invocation.user()) ? content : content.pinging(member));
    }

    private Card card(Invocation invocation) {
        var title = texts.say(invocation, kind.word + ".title");
        return switch (kind) {
            case ADD -> Card.gain("💰", title);
            case REMOVE -> Card.loss("💰", title);
            case SET -> Card.info("💰", title);
        };
    }

    private static String sign(long moved) {
        return moved < 0 ? "−" : "+";
    }
}
