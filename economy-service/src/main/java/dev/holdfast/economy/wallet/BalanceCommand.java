package dev.holdfast.economy.wallet;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /balance [member]}: what somebody has. */
@Singleton
final class BalanceCommand implements Command {

    private final Texts texts = Texts.of("wallet");
    private final Wallets wallets;

    @Inject
    BalanceCommand(Wallets wallets) {
        this.wallets = wallets;
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
        return Reply.show(
                Embed.titled(texts.say(invocation, "balance.title"))
                        .description(
                                texts.say(
                                        invocation,
                                        "balance.has",
                                        member,
                                        currency.coins(wallets.shown(work, member)),
                                        currency.currencyName()))
                        .color(Colors.GOLD)
                        .footer(texts.say(invocation, "balance.footer")));
    }
}
