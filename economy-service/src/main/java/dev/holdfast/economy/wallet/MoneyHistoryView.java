package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.History;
import dev.holdfast.economy.ledger.History.Position;
import dev.holdfast.economy.ledger.Posting;
import dev.holdfast.economy.ledger.Posting.Counterpart;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import java.util.ArrayList;

/** Draws a page of somebody's history with the buttons that lead to the others. */
final class MoneyHistoryView {

    private final Texts texts;

    MoneyHistoryView(Texts texts) {
        this.texts = texts;
    }

    Content page(Invocation invocation, WalletSettings currency, UserId member, History history) {
        var card = Card.record("💰", texts.say(invocation, "history.title")).about(member);
        if (history.postings().isEmpty()) {
            return Content.card(card.line(texts.say(invocation, "history.empty")));
        }
        card = card.line(texts.say(invocation, "history.newest.first"));
        for (var posting : history.postings()) {
            card = card.divider().line(entry(invocation, currency, posting));
        }
        var newest = history.postings().getFirst().transfer();
        var oldest = history.postings().getLast().transfer();
        var buttons = new ArrayList<Button>();
        if (history.newer()) {
            buttons.add(button(invocation, "newest", member, new Position.Newest()));
            buttons.add(button(invocation, "newer", member, new Position.NewerThan(newest)));
        }
        if (history.older()) {
            buttons.add(button(invocation, "older", member, new Position.OlderThan(oldest)));
        }
        return buttons.isEmpty()
                ? Content.card(card)
                : Content.card(card).buttons(buttons.toArray(Button[]::new));
    }

    private Button button(Invocation invocation, String word, UserId member, Position position) {
        return Button.of(
                texts.say(invocation, "history." + word),
                new MoneyHistoryState(member, position).toString());
    }

    /** Two short lines, and the whole note where there is one. */
    private String entry(Invocation invocation, WalletSettings currency, Posting posting) {
        var memo = posting.memo();
        return texts.say(
                invocation,
                posting.amount() > 0 ? "history.came" : "history.went",
                currency.coins(Math.abs(posting.amount())),
                what(invocation, posting),
                memo == null ? "" : "> " + Memo.quote(memo) + "\n",
                Long.toString(posting.at().getEpochSecond()),
                currency.amount(posting.balance()));
    }

    /**
     * From or to whom; with the guild itself, what for, in the words of the feature that moved it.
     */
    private String what(Invocation invocation, Posting posting) {
        var came = posting.amount() > 0;
        return switch (posting.counterpart()) {
            case Counterpart.Person(var user) ->
                    texts.say(invocation, came ? "history.from" : "history.to", user);
            case Counterpart.Forgotten() -> texts.say(invocation, "history.forgotten");
            case Counterpart.Guild() -> {
                var reason = posting.reason();
                yield Texts.of(reason.feature()).say(invocation, "reason." + reason.word());
            }
        };
    }
}
