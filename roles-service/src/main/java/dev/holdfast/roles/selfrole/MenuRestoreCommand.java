package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
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

/** {@code /menu restore menu}: brings back what was deleted within 30 days. */
@Singleton
record MenuRestoreCommand(MenuEditView view) implements Command, AutocompletedCommand {

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    private record Restored(String menu) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("menu restore", TEXTS.english("restore.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(MenuOption.spec());
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return MenuOption.complete(completion, MenuStore.deleted(work));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var name = UserText.clean(invocation.text(MenuOption.NAME).orElseThrow());
        if (MenuStore.named(work, name).isPresent()) {
            return Reply.refuse(TEXTS.say(invocation, "name.taken", UserText.show(name)));
        }
        var found =
                MenuStore.deleted(work).stream()
                        .filter(menu -> menu.name().equalsIgnoreCase(name))
                        .findFirst();
        if (found.isEmpty()) {
            return Reply.refuse(
                    TEXTS.say(
                            invocation,
                            "restore.unknown",
                            UserText.show(name, MenuOption.LONGEST)));
        }
        var menu = found.get();
        MenuStore.restore(work, menu.id());
        work.audit("menu.restore", new Restored(menu.name()));
        return Reply.whisper(
                view.menu(MenuStore.find(work, menu.id()).orElseThrow(), 0, invocation, work));
    }
}
