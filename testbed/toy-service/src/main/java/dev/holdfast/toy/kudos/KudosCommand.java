package dev.holdfast.toy.kudos;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** {@code /kudos member}: thanks somebody. */
@Singleton
final class KudosCommand implements Command {

    private final Texts texts = Texts.of(KudosFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("kudos", "Thanks somebody")
                .option(OptionSpec.required("member", "whom to thank", OptionType.PERSON));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var person = invocation.person("member").orElseThrow();
        if (person.bot()) {
            return Reply.refuse(texts.say(invocation, "bot"));
        }
        var worth = work.settings(KudosSettings.KEY).worth();
        var received = KudosStore.add(work, person.user(), worth);
        return Reply.say(texts.say(invocation, "given", person.user(), received));
    }
}
