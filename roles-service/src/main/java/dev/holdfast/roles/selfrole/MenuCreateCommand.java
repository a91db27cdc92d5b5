package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionSpec.Choice;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;

/** {@code /menu create name kind}: begins a menu and opens its editor. */
@Singleton
record MenuCreateCommand(MenuEditView view) implements Command {

    private static final int MOST_MENUS = 50;

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    private record Created(String name, Menu.Kind kind) {}

    @Override
    public CommandSpec spec() {
        var kinds =
                Arrays.stream(Menu.Kind.values())
                        .map(kind -> new Choice(TEXTS.english("kind." + word(kind)), word(kind)))
                        .toArray(Choice[]::new);
        return CommandSpec.write("menu create", TEXTS.english("create.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(
                        OptionSpec.required("name", TEXTS.english("create.name"), OptionType.TEXT)
                                .between(1, MenuOption.LONGEST))
                .option(
                        OptionSpec.required("kind", TEXTS.english("create.kind"), OptionType.TEXT)
                                .oneOf(kinds));
    }

    static String word(Menu.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var name = UserText.clean(invocation.text("name").orElseThrow());
        var kind =
                Menu.Kind.valueOf(invocation.text("kind").orElseThrow().toUpperCase(Locale.ROOT));
        if (name.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "name.empty"));
        }
        if (MenuStore.count(work) >= MOST_MENUS) {
            return Reply.refuse(TEXTS.say(invocation, "create.many", MOST_MENUS));
        }
        var created = MenuStore.create(work, name, kind);
        if (created.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "name.taken", UserText.show(name)));
        }
        work.audit("menu.create", new Created(name, kind));
        var menu = MenuStore.find(work, created.get()).orElseThrow();
        return Reply.whisper(view.menu(menu, 0, invocation, work));
    }
}
