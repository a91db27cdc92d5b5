package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Accounts;
import dev.holdfast.economy.ledger.History.Position;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/**
 * {@code /money history [member]}: every coin that came or went, a page at a time. One's own; those
 * who may manage the server can look at anyone's.
 */
@Singleton
final class MoneyHistoryCommand implements Command {

    private static final int PAGE = 5;
    private static final Permissions FOR_OTHERS = Permissions.of(Permission.MANAGE_GUILD);

    private final Texts texts = Texts.of("wallet");
    private final MoneyHistoryView view = new MoneyHistoryView(texts);
    private final Accounts accounts;

    MoneyHistoryCommand(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("money history", texts.english("history.description"))
                .option(
                        OptionSpec.optional(
                                "member", texts.english("history.member"), OptionType.PERSON))
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (invocation.person("member").filter(OptionValue.Person::bot).isPresent()) {
            return Reply.refuse(texts.say(invocation, "bot"));
        }
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            var member =
                    invocation
                            .person("member")
                            .map(OptionValue.Person::user)
                            .orElse(invocation.user());
            return show(invocation, work, new MoneyHistoryState(member, new Position.Newest()));
        }
        return MoneyHistoryState.parse(pressed.get().state())
                .map(state -> show(invocation, work, state))
                .orElseGet(() -> Reply.refuse(texts.say(invocation, "history.stale")));
    }

    private Reply show(Invocation invocation, UnitOfWork work, MoneyHistoryState state) {
        var own = state.member().equals(invocation.user());
        if (!own && !invocation.member().permissions().allows(FOR_OTHERS)) {
            return Reply.refuse(texts.say(invocation, "history.permission"));
        }
        var history = accounts.history(work, state.member(), state.position(), PAGE);
        var content =
                view.page(invocation, work.settings(WalletSettings.KEY), state.member(), history);
        return invocation.pressed().isPresent()
                ? new Reply.Update(content)
                : new Reply.Whisper(content);
    }
}
