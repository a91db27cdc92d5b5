package dev.holdfast.economy.leaderboard;

import dev.holdfast.economy.ledger.Rank;
import dev.holdfast.economy.ledger.Ranking;
import dev.holdfast.economy.wallet.WalletSettings;
import dev.holdfast.economy.wallet.Wallets;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code /leaderboard}: who has the most coins, page by page, and always one's own place. */
@Singleton
record LeaderboardCommand(Ranking standings, Wallets wallets) implements Command {

    private static final int PAGE = 10;
    private static final List<String> MEDALS = List.of("🥇", "🥈", "🥉");

    private static final Texts TEXTS = Texts.of(LeaderboardFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("leaderboard", TEXTS.english("description"));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        // Their own place is told them, so what they have is theirs from now on.
        wallets.shown(work, invocation.user());
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            return new Reply.Message(page(invocation, work, 1));
        }
        return BoardState.parse(pressed.get().state())
                .<Reply>map(state ->
                        new Reply.Update(
                                switch (state) {
                                    case BoardState.Page(var number) ->
                                            page(invocation, work, number);
                                    case BoardState.Mine() -> mine(invocation, work);
                                }))
                .orElseGet(() -> Reply.refuse(TEXTS.say(invocation, "stale")));
    }

    /** The page of that number, or the last one where there are fewer by now. */
    private Content page(Invocation invocation, UnitOfWork work, int wanted) {
        var pages = Math.max(1, (standings.listed(work) + PAGE - 1) / PAGE);
        var number = Math.min(wanted, pages);
        var listed = standings.page(work, (number - 1) * PAGE, PAGE);
        var own = standings.of(work, invocation.user());
        var card = card(invocation, work, listed, own);
        var buttons = new ArrayList<Button>();
        if (number > 2) {
            buttons.add(button(invocation, "first", new BoardState.Page(1)));
        }
        if (number > 1) {
            buttons.add(button(invocation, "previous", new BoardState.Page(number - 1)));
        }
        if (number < pages) {
            buttons.add(button(invocation, "next", new BoardState.Page(number + 1)));
        }
        if (listed.stream().noneMatch(each -> each.user().equals(invocation.user()))) {
            buttons.add(button(invocation, "mine", new BoardState.Mine()));
        }
        var several = pages > 1 ? card.fine(TEXTS.say(invocation, "page", number, pages)) : card;
        return with(several, buttons);
    }

    private Content mine(Invocation invocation, UnitOfWork work) {
        var around = standings.around(work, invocation.user());
        var own =
                around.stream()
                        .filter(each -> each.user().equals(invocation.user()))
                        .findFirst()
                        .orElseThrow();
        var card = card(invocation, work, around, own).fine(TEXTS.say(invocation, "around"));
        return with(card, List.of(button(invocation, "top", new BoardState.Page(1))));
    }

    private Card card(Invocation invocation, UnitOfWork work, List<Rank> listed, Rank own) {
        var currency = work.settings(WalletSettings.KEY);
        var card = Card.info("🏆", TEXTS.say(invocation, "title"));
        for (var each : listed) {
            var isOwn = each.user().equals(own.user());
            card =
                    card.line(
                            TEXTS.say(
                                    invocation,
                                    isOwn ? "line.own" : "line",
                                    place(each.place()),
                                    each.user(),
                                    currency.coins(each.balance())));
        }
        return card.divider()
                .line(
                        TEXTS.say(
                                invocation,
                                own.place() == 0 ? "own.beyond" : "own",
                                number(own.place()),
                                currency.coins(own.balance()),
                                number(Ranking.MOST_PLACES)));
    }

    private static String place(long place) {
        return place >= 1 && place <= MEDALS.size()
                ? MEDALS.get((int) place - 1)
                : place == 0 ? "`…`" : "`" + number(place) + "`";
    }

    private static String number(long place) {
        return String.format(Locale.ROOT, "#%,d", place);
    }

    private Button button(Invocation invocation, String word, BoardState state) {
        return Button.of(TEXTS.say(invocation, "button." + word), state.toString());
    }

    private static Content with(Card card, List<Button> buttons) {
        return buttons.isEmpty()
                ? Content.card(card)
                : Content.card(card).buttons(buttons.toArray(Button[]::new));
    }
}
