package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.History;
import dev.holdfast.economy.ledger.History.Position;
import dev.holdfast.economy.ledger.Posting;
import dev.holdfast.economy.ledger.Posting.Counterpart;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import java.util.stream.Collectors;

/** Draws a page of somebody's history with the buttons that lead to the others. */
final class HistoryView {

    private final Texts texts;

    HistoryView(Texts texts) {
        this.texts = texts;
    }

    Content page(Invocation invocation, WalletSettings currency, UserId member, History history) {
        var embed = Embed.titled(texts.say(invocation, "history.title")).color(Colors.GOLD);
        if (history.postings().isEmpty()) {
            return Content.embed(embed.description(texts.say(invocation, "history.empty", member)));
        }
        var lines =
                history.postings().stream()
                        .map(posting -> line(invocation, currency, posting))
                        .collect(Collectors.joining("\n"));
        var newest = history.postings().getFirst().transfer();
        var oldest = history.postings().getLast().transfer();
        return Content.embed(
                        embed.description(
                                texts.say(invocation, "history.of", member) + "\n" + lines))
                .buttons(
                        button(invocation, "newest", member, new Position.Newest())
                                .enabledWhen(history.newer()),
                        button(invocation, "newer", member, new Position.NewerThan(newest))
                                .enabledWhen(history.newer()),
                        button(invocation, "older", member, new Position.OlderThan(oldest))
                                .enabledWhen(history.older()));
    }

    private Button button(Invocation invocation, String word, UserId member, Position position) {
        return Button.of(
                texts.say(invocation, "history." + word),
                new HistoryState(member, position).toString());
    }

    private String line(Invocation invocation, WalletSettings currency, Posting posting) {
        var memo = posting.memo();
        return texts.say(
                invocation,
                posting.amount() > 0 ? "history.came" : "history.went",
                currency.coins(Math.abs(posting.amount())),
                what(invocation, posting),
                memo == null ? "" : texts.say(invocation, "history.memo", Memo.show(memo)),
                Long.toString(posting.at().getEpochSecond()),
                currency.coins(posting.balance()));
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
