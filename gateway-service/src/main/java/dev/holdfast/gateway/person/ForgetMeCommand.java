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
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * {@code /forgetme}: says what would be forgotten and what stays, and forgets the person once they
 * have typed that word into a window; in a server there, in direct messages everywhere.
 */
@Singleton
final class ForgetMeCommand implements Command {

    private static final String STATE = "ask";
    private static final String FIELD = "word";
    private static final int LONGEST_WORD = 30;

    private final Forgetting forgetting;
    private final Texts texts = Texts.of(PersonFeature.NAME);

    @Inject
    ForgetMeCommand(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("forgetme", texts.english("forgetme.description"))
                .anywhere()
                .whispered()
                .keptWhenTyped()
                .opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (invocation.pressed().isEmpty()) {
            var button = Button.of(texts.say(invocation, "forgetme.button"), STATE);
            return Reply.whisper(Content.card(explained(invocation)).buttons(button));
        }
        var word = texts.say(invocation, "forgetme.word");
        if (invocation.sent().isEmpty()) {
            return window(invocation, word);
        }
        var typed = UserText.clean(invocation.sent().get().getOrDefault(FIELD, ""));
        if (!typed.strip().equalsIgnoreCase(word)) {
            return Reply.refuse(texts.say(invocation, "forgetme.other", word));
        }
        forgetting.order(work);
        var card =
                Card.wait(texts.say(invocation, "emoji"), texts.say(invocation, "forgetme.begun"))
                        .line(texts.say(invocation, "forgetme.begun.line"));
        return Reply.update(Content.card(card));
    }

    private Reply window(Invocation invocation, String word) {
        var input =
                TextInput.line(FIELD, texts.say(invocation, "forgetme.label", word))
                        .between(1, LONGEST_WORD);
        return new Reply.Modal(texts.say(invocation, "forgetme.title"), STATE, List.of(input));
    }

    private Card explained(Invocation invocation) {
        var where = invocation.guild().equals(GuildId.DIRECT) ? "everywhere" : "guild";
        return Card.loss(texts.say(invocation, "emoji"), texts.say(invocation, "forgetme.title"))
                .line(texts.say(invocation, "forgetme.what." + where))
                .item(texts.say(invocation, "forgetme.goes"))
                .item(texts.say(invocation, "forgetme.stays"))
                .item(texts.say(invocation, "forgetme.discord"))
                .line(texts.say(invocation, "forgetme.final"))
                .fine(texts.say(invocation, "forgetme.first"));
    }
}
