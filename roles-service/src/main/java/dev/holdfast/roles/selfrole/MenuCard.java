package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Control;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.selfrole.Menu.MenuRole;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What members see of a menu: the message that is posted, and pages of it for one of them. */
@Singleton
record MenuCard(RoleNames names) {

    /** What a select holds, and the most buttons of a message. */
    static final int PAGE_SIZE = 25;

    private static final int ROW = 5;
    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_LIST = 2_400;

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    /** Those that are still there. */
    List<MenuRole> offered(UnitOfWork work, Menu menu) {
        return menu.roles().stream().filter(each -> !names.gone(work, each.role())).toList();
    }

    /** The message for everyone, in the guild's language. */
    Content posted(UnitOfWork work, Menu menu, Locale locale) {
        var offered = offered(work, menu);
        var card = Card.info(SelfroleFeature.EMOJI, UserText.show(menu.name()));
        if (!menu.text().isBlank()) {
            card = card.line(UserText.showLines(menu.text()));
        } else if (!offered.isEmpty()) {
            card = card.line(TEXTS.say(locale, "menu.how." + how(menu, offered)));
        }
        var listed = list(menu, offered);
        if (!listed.isEmpty()) {
            card = card.line(listed);
        }
        for (var rule : rules(menu, locale)) {
            card = card.fine(rule);
        }
        var content = Content.card(card);
        if (offered.isEmpty() || menu.kind() == Menu.Kind.REACTIONS) {
            return content;
        }
        if (offered.size() > PAGE_SIZE) {
            return content.row(
                    toPress(
                            Button.of(TEXTS.say(locale, "menu.open"), PressState.open(menu.id()))
                                    .styled(Button.Style.PRIMARY)));
        }
        return menu.kind() == Menu.Kind.BUTTONS
                ? withButtons(content, work, menu, offered)
                : content.row(
                        toPress(
                                select(work, menu, offered, PressState.pick(menu.id()), Set.of())
                                        .placeholder(TEXTS.say(locale, "menu.placeholder"))));
    }

    /** What a member does with it. */
    private static String how(Menu menu, List<MenuRole> offered) {
        return switch (menu.kind()) {
            case REACTIONS -> "reactions";
            case BUTTONS, SELECT -> {
                if (offered.size() > PAGE_SIZE) {
                    yield "pages";
                }
                yield menu.kind() == Menu.Kind.SELECT ? "select" : "buttons";
            }
        };
    }

    private Content withButtons(
            Content content, UnitOfWork work, Menu menu, List<MenuRole> offered) {
        var rows = new ListPages<>(offered, ROW);
        var with = content;
        for (var row = 0; row < rows.count(); row++) {
            with =
                    with.row(
                            rows.page(row).stream()
                                    .map(each -> (Control) button(work, menu, each))
                                    .toArray(Control[]::new));
        }
        return with;
    }

    private Button button(UnitOfWork work, Menu menu, MenuRole role) {
        return toPress(
                Button.of(
                        label(work, role, LONGEST_LABEL),
                        PressState.toggle(menu.id(), role.role())));
    }

    /**
     * One page of the roles to pick from.
     *
     * @param has what is picked already
     */
    Select select(UnitOfWork work, Menu menu, List<MenuRole> page, String state, Set<RoleId> has) {
        var options =
                page.stream()
                        .map(each -> option(work, each).chosenWhen(has.contains(each.role())))
                        .toList();
        var most = menu.rules().most() == 0 ? page.size() : menu.rules().most();
        return Select.of(state, options).between(0, Math.min(most, page.size()));
    }

    private Select.Option option(UnitOfWork work, MenuRole role) {
        var option = Select.Option.of(label(work, role, LONGEST_LABEL), role.role().toString());
        return role.description().isEmpty() ? option : option.described(role.description());
    }

    /** With its emoji; as Discord shows it on controls, where nothing is marked up. */
    String label(UnitOfWork work, MenuRole role, int most) {
        var name = role.label().isEmpty() ? names.plain(work, role.role(), most) : role.label();
        return UserText.shorten((role.emoji() + " " + name).strip(), most);
    }

    /** Reactions need to be told; of buttons and lists only what they do not say. */
    private static String list(Menu menu, List<MenuRole> offered) {
        var lines =
                offered.stream()
                        .filter(each ->
                                menu.kind() == Menu.Kind.REACTIONS
                                        || (menu.kind() == Menu.Kind.BUTTONS
                                                && !each.description().isEmpty()))
                        .map(MenuCard::line)
                        .collect(Collectors.joining("\n"));
        return UserText.shorten(lines, LONGEST_LIST);
    }

    static String line(MenuRole role) {
        var line = (role.emoji() + " <@&" + role.role() + ">").strip();
        return role.description().isEmpty()
                ? line
                : line + " · " + UserText.show(role.description());
    }

    /** What somebody should know before they pick. */
    List<String> rules(Menu menu, Locale locale) {
        var rules = menu.rules();
        var most =
                switch (rules.most()) {
                    case 0 -> "";
                    case 1 -> TEXTS.say(locale, "menu.rule.one");
                    default -> TEXTS.say(locale, "menu.rule.most", rules.most());
                };
        var needs =
                rules.required().isEmpty()
                        ? ""
                        : TEXTS.say(locale, "menu.rule.required", mentions(rules.required()));
        var lasts =
                rules.lasting() == null
                        ? ""
                        : TEXTS.say(locale, "menu.rule.lasting", Durations.show(rules.lasting()));
        return List.of(most, needs, lasts).stream().filter(each -> !each.isEmpty()).toList();
    }

    static String mentions(List<RoleId> roles) {
        return roles.stream().map("<@&%s>"::formatted).collect(Collectors.joining(", "));
    }

    private static Button toPress(Button button) {
        return button.forEveryone().leadingTo(MenuPress.COMMAND);
    }

    private static Select toPress(Select select) {
        return select.forEveryone().leadingTo(MenuPress.COMMAND);
    }
}
