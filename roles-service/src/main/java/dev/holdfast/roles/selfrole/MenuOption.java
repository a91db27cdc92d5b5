package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The option that names a menu. */
final class MenuOption {

    static final String NAME = "menu";
    static final int LONGEST = 50;

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    private MenuOption() {}

    static OptionSpec spec() {
        return OptionSpec.required(NAME, TEXTS.english("menu.option"), OptionType.TEXT)
                .between(1, LONGEST)
                .autocompleted();
    }

    static Optional<Menu> find(Invocation invocation, UnitOfWork work) {
        return MenuStore.named(work, UserText.clean(written(invocation)));
    }

    /** What to say where there is none of that name. */
    static String unknown(Invocation invocation) {
        return TEXTS.say(invocation, "menu.unknown", UserText.show(written(invocation), LONGEST));
    }

    private static String written(Invocation invocation) {
        return invocation.text(NAME).orElseThrow();
    }

    static List<OptionSpec.Choice> complete(Completion completion, List<Menu> menus) {
        var typed = completion.typed().toLowerCase(Locale.ROOT);
        return menus.stream()
                .map(Menu::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(typed))
                .map(name -> new OptionSpec.Choice(name, name))
                .toList();
    }
}
