package dev.holdfast.gateway.testing;

import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Decision;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import java.util.Map;

/** A command that answers with cards of every kind, and pings whoever is given something. */
final class CardsCommand {

    private CardsCommand() {}

    static CommandSpec spec() {
        return CommandSpec.write("gift", "Gives something")
                .option(OptionSpec.required("member", "Who gets it", OptionType.PERSON))
                .option(OptionSpec.optional("how", "Card, ask, plain, lost", OptionType.TEXT));
    }

    static Reply reply(Invocation invocation) {
        return invocation.pressed().isPresent()
                ? pressed(invocation.pressed().get(), invocation)
                : given(invocation);
    }

    private static Reply given(Invocation invocation) {
        var member = invocation.person("member").orElseThrow().user();
        return switch (invocation.text("how").orElse("card")) {
            case "ask" -> Reply.ask(Card.loss("🎁", "Give it away?"), invocation);
            case "plain" ->
                    Reply.show(Content.text("A gift.").row(Button.of("Open", "open:" + member)));
            case "lost" ->
                    Reply.show(
                            Content.card(
                                    card(member).picture("large.png", "A gift"),
                                    new Attachment("large.png", "large", Map.of())));
            default -> Reply.show(content(member));
        };
    }

    private static Reply pressed(Invocation.Component used, Invocation invocation) {
        if (!used.owner().equals(invocation.user())) {
            return Reply.refuse("That is not your question.");
        }
        var decision = Decision.parse(used.state());
        if (decision.isPresent()) {
            return decision.get().confirmed()
                    ? Reply.show(content(invocation.user()))
                    : Reply.update(Content.card(Card.sentence(Card.Kind.RECORD, "Kept.")));
        }
        var state = used.state().split(":", 2);
        return state[0].equals("open")
                ? Reply.update(content(UserId.of(state[1])))
                : Reply.update(Content.text("Read."));
    }

    private static Content content(UserId member) {
        return Content.card(card(member)).row(Button.of("Read", "read")).pinging(member);
    }

    private static Card card(UserId member) {
        return Card.gain("🎁", "A gift")
                .about(member)
                .amount("+5")
                .line("@everyone <@&1> say thanks with </gift>.");
    }
}
