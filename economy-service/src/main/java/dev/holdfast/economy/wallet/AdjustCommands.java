package dev.holdfast.economy.wallet;

import dev.holdfast.economy.wallet.AdjustCommand.Kind;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.command.Command;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The three commands by which an admin changes what a member has. */
final class AdjustCommands {

    private AdjustCommands() {}

    @Produces
    @Singleton
    static Command add(Wallets wallets, Refusals refusals, Alerts alerts) {
        return new AdjustCommand(Kind.ADD, wallets, refusals, alerts);
    }

    @Produces
    @Singleton
    static Command remove(Wallets wallets, Refusals refusals, Alerts alerts) {
        return new AdjustCommand(Kind.REMOVE, wallets, refusals, alerts);
    }

    @Produces
    @Singleton
    static Command set(Wallets wallets, Refusals refusals, Alerts alerts) {
        return new AdjustCommand(Kind.SET, wallets, refusals, alerts);
    }
}
