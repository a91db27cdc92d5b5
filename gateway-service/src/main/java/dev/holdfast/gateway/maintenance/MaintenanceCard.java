package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import java.util.Optional;

/** How an operator is shown what they have changed, before and after. */
record MaintenanceCard(Invocation invocation, MaintenanceScope scope, boolean everywhere) {

    private static final Texts TEXTS = Texts.of("maintenance");

    /**
     * @param before the reason that people were told; empty: it was at work
     * @param now the reason that they are told from now on; empty: it is at work
     */
    Card of(Optional<String> before, Optional<String> now) {
        var place = everywhere ? "bot" : "guild";
        var kind = scope.feature().isPresent() ? "feature." : "";
        var what = scope.equals(MaintenanceScope.JOINS) ? "joins" : kind + place;
        var card = card(now.isPresent(), what).field(say("state"), state(before, now));
        if (now.isPresent()) {
            card = card.field(say("told"), change(before.orElse(now.get()), now.get()));
        }
        var ended = before.isPresent() ? ".works" : ".worked";
        return card.line("-# " + say(what + (now.isPresent() ? ".rests" : ended)));
    }

    /** Asks whether the whole bot is to rest in every server. */
    Card question(String reason) {
        return Card.wait(say("topic.emoji"), say("bot.question.title"))
                .line(say("bot.question"))
                .field(say("told"), "**%s**".formatted(reason));
    }

    private Card card(boolean rests, String what) {
        var title = say(what + ".title");
        var emoji = say("topic.emoji");
        return rests ? Card.wait(emoji, title) : Card.info(emoji, title);
    }

    private String state(Optional<String> before, Optional<String> now) {
        return change(state(before.isPresent()), state(now.isPresent()));
    }

    private String state(boolean rests) {
        return say(rests ? "state.rests" : "state.works");
    }

    private static String change(String before, String now) {
        return before.equals(now) ? "**%s**".formatted(now) : "%s → **%s**".formatted(before, now);
    }

    private String say(String key) {
        return TEXTS.say(invocation, key, scope.feature().orElse(""));
    }
}
