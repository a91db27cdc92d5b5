package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Rank;
import dev.holdfast.economy.ledger.Ranking;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** {@code /balance [member]}: what somebody has. */
@Singleton
final class BalanceCommand implements Command {

    private final Texts texts = Texts.of("wallet");
    private final Wallets wallets;
    private final Ranking standings;
    private final List<NextStep> next;

    BalanceCommand(Wallets wallets, Ranking standings, @All List<NextStep> next) {
        this.wallets = wallets;
        this.standings = standings;
        this.next = next;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("balance", texts.english("balance.description"))
                .option(
                        OptionSpec.optional(
                                "member", texts.english("balance.member"), OptionType.PERSON));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var asked = invocation.person("member");
        if (asked.isPresent() && asked.get().bot()) {
            return Reply.refuse(texts.say(invocation, "bot"));
        }
        var member = asked.isPresent() ? asked.get().user() : invocation.user();
        if (asked.isPresent() && asked.get().outside() && !wallets.known(work, member)) {
            return Reply.refuse(texts.say(invocation, "outside.never", member));
        }
        var currency = work.settings(WalletSettings.KEY);
        var has = wallets.shown(work, member);
        var card =
                Card.info("💰", texts.say(invocation, "balance.title"))
                        .about(member)
                        .amount(currency.amount(has))
                        .line(place(invocation, standings.of(work, member)));
        var isOwn = member.equals(invocation.user());
        return Reply.show(isOwn ? withNext(card, invocation, work) : Content.card(card));
    }

    private String place(Invocation invocation, Rank standing) {
        return standing.place() == 0
                ? texts.say(invocation, "balance.beyond")
                : texts.say(invocation, "balance.place", standing.place());
    }

    private Content withNext(Card card, Invocation invocation, UnitOfWork work) {
        var buttons = new ArrayList<Button>();
        next.forEach(step -> buttons.addAll(step.ready(invocation, work)));
        buttons.add(Button.runs(texts.say(invocation, "balance.history"), "money history"));
        return Content.card(card).buttons(buttons.toArray(Button[]::new));
    }
}
