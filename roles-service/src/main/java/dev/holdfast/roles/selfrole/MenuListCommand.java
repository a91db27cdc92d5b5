package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;

/** {@code /menu list}: every menu, and those that can be restored. */
@Singleton
final class MenuListCommand implements Command {

    private final Texts texts = Texts.of(SelfroleFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("menu list", texts.english("list.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var card = Card.info(SelfroleFeature.EMOJI, texts.say(invocation, "list.title"));
        var menus = MenuStore.all(work);
        if (menus.isEmpty()) {
            card = card.line(texts.say(invocation, "list.none"));
        }
        for (var menu : menus) {
            card = card.item(item(menu, invocation));
        }
        var deleted = MenuStore.deleted(work);
        if (!deleted.isEmpty()) {
            card =
                    card.fine(
                            texts.say(
                                    invocation,
                                    "list.deleted",
                                    String.join(
                                            ", ",
                                            deleted.stream()
                                                    .map(menu -> UserText.show(menu.name()))
                                                    .toList())));
        }
        return Reply.whisper(Content.card(card));
    }

    private String item(Menu menu, Invocation invocation) {
        return texts.say(
                invocation,
                "list.item",
                UserText.show(menu.name()),
                texts.say(invocation, "kind." + MenuCreateCommand.word(menu.kind())),
                menu.roles().size());
    }
}
