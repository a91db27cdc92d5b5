package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /menu delete menu}: asks first; members keep what they picked. */
@Singleton
record MenuDeleteCommand(MenuPosts posts) implements Command, AutocompletedCommand {

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    private record Deleted(String menu) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("menu delete", TEXTS.english("delete.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(MenuOption.spec());
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return MenuOption.complete(completion, MenuStore.all(work));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var found = MenuOption.find(invocation, work);
        if (found.isEmpty()) {
            return Reply.refuse(MenuOption.unknown(invocation));
        }
        var menu = found.get();
        var name = UserText.show(menu.name());
        if (!invocation.confirmed()) {
            var question =
                    Card.loss(SelfroleFeature.EMOJI, TEXTS.say(invocation, "delete.ask", name))
                            .line(TEXTS.say(invocation, "delete.ask.line"));
            return Reply.ask(question, invocation);
        }
        posts.take(work, menu);
        MenuStore.delete(work, menu.id());
        work.audit("menu.delete", new Deleted(menu.name()));
        return Reply.whisper(
                Card.sentence(Card.Kind.LOSS, TEXTS.say(invocation, "delete.done", name)));
    }
}
