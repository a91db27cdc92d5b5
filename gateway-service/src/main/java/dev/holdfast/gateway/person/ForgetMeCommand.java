package dev.holdfast.gateway.person;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * {@code /forgetme}: says what would be forgotten and what stays, and forgets the person once they
 * have typed that word into a window; in a server there, in direct messages everywhere.
 */
@Singleton
record ForgetMeCommand(ForgetOrders forgetting) implements Command {

    private static final String STATE = "ask";
    private static final String FIELD = "word";
    private static final int LONGEST_WORD = 30;

    private static final Texts TEXTS = Texts.of(PersonFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("forgetme", TEXTS.english("forgetme.description"))
                .anywhere()
                .whispered()
                .keptWhenTyped()
                .opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (invocation.pressed().isEmpty()) {
            var button =
                    Button.of(TEXTS.say(invocation, "forgetme.button"), STATE)
                            .styled(Button.Style.DANGER);
            return Reply.whisper(Content.card(explained(invocation)).buttons(button));
        }
        var word = TEXTS.say(invocation, "forgetme.word");
        if (invocation.sent().isEmpty()) {
            return window(invocation, word);
        }
        var typed = UserText.clean(invocation.sent().get().getOrDefault(FIELD, ""));
        if (!typed.strip().equalsIgnoreCase(word)) {
            return Reply.refuse(TEXTS.say(invocation, "forgetme.other", word));
        }
        forgetting.order(work);
        var card =
                Card.wait(TEXTS.say(invocation, "emoji"), TEXTS.say(invocation, "forgetme.begun"))
                        .line(TEXTS.say(invocation, "forgetme.begun.line"));
        return Reply.update(Content.card(card));
    }

    private Reply window(Invocation invocation, String word) {
        var input =
                TextInput.line(FIELD, TEXTS.say(invocation, "forgetme.label", word))
                        .between(1, LONGEST_WORD);
        return new Reply.Modal(TEXTS.say(invocation, "forgetme.title"), STATE, List.of(input));
    }

    private Card explained(Invocation invocation) {
        var where = invocation.guild().equals(GuildId.DIRECT) ? "everywhere" : "guild";
        return Card.loss(TEXTS.say(invocation, "emoji"), TEXTS.say(invocation, "forgetme.title"))
                .line(TEXTS.say(invocation, "forgetme.what." + where))
                .item(TEXTS.say(invocation, "forgetme.goes"))
                .item(TEXTS.say(invocation, "forgetme.stays"))
                .item(TEXTS.say(invocation, "forgetme.discord"))
                .line(TEXTS.say(invocation, "forgetme.final"))
                .fine(TEXTS.say(invocation, "forgetme.first"));
    }
}
