package dev.holdfast.toy.bounty;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.fact.FactFollower;
import dev.holdfast.kit.outbox.OrderRequest;
import dev.holdfast.kit.outbox.Orders;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /bounty member}: has economy-service give somebody coins; everyone may cheer. */
@Singleton
final class BountyCommand implements Command {

    private static final int COINS = 5;

    private final Texts texts = Texts.of(BountyFeature.NAME);
    private final Orders orders;
    private final FactFollower follower;
    private final KnownBalance balance;

    @Inject
    BountyCommand(Orders orders, FactFollower follower, KnownBalance balance) {
        this.orders = orders;
        this.follower = follower;
        this.balance = balance;
    }

    /** What economy-service's order {@code reward} needs to know. */
    private record Reward(UserId user, long coins, String memo) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("bounty", "Gives somebody coins")
                .option(OptionSpec.required("member", "who gets them", OptionType.PERSON));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (invocation.pressed().isPresent()) {
            return Reply.whisper(
                    texts.say(invocation, "cheered", invocation.pressed().get().state()));
        }
        var user = invocation.person("member").orElseThrow().user();
        var operation = invocation.operation().value();
        BountyStore.add(work, operation, user);
        orders.order(
                work,
                OrderRequest.of("reward", new Reward(user, COINS, "bounty"))
                        .heardBy(BountyFeature.NAME, operation));
        follower.follow(balance, work);
        var known = follower.known(balance, user, work);
        var words =
                known.map(held -> texts.say(invocation, "given", user, COINS, held.value()))
                        .orElseGet(() -> texts.say(invocation, "given.unknown", user, COINS));
        var cheer = Button.of(texts.say(invocation, "cheer"), user.toString()).forEveryone();
        return Reply.show(Content.text(words).buttons(cheer));
    }
}
