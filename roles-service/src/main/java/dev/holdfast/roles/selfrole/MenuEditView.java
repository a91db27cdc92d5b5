package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.selfrole.EditState.Step;
import dev.holdfast.roles.selfrole.Menu.MenuRole;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The editor's three cards: the menu, one role of it, and its rules. */
@Singleton
record MenuEditView(RoleNames names, MenuCard card) {

    private static final int PAGE_SIZE = 20;
    private static final int MOST_PICKED = 25;
    private static final int MOST_LIMIT = 10;
    private static final int LONGEST_LABEL = 80;

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    /** What it shows and where it is posted; its roles in pages. */
    Content menu(Menu menu, int wanted, Invocation invocation, UnitOfWork work) {
        var pages = new ListPages<>(menu.roles(), PAGE_SIZE);
        var page = pages.nearest(wanted);
        var shown =
                Card.info(SelfroleFeature.EMOJI, UserText.show(menu.name()))
                        .field(
                                say(invocation, "edit.kind"),
                                say(invocation, "kind." + MenuCreateCommand.word(menu.kind())));
        if (!menu.text().isBlank()) {
            shown = shown.field(say(invocation, "edit.text"), UserText.show(menu.text(), 300));
        }
        shown =
                shown.field(
                                say(invocation, "edit.rules"),
                                String.join(" ", ruleLines(menu, invocation)))
                        .field(say(invocation, "edit.posted"), posted(menu, invocation, work));
        shown = roles(shown, menu, pages.page(page), invocation, work);
        if (pages.count() > 1) {
            shown = shown.fine(TEXTS.say(invocation, "page", page + 1, pages.count()));
        }
        var content = Content.card(shown).row(adding(menu, page, invocation));
        if (!menu.roles().isEmpty()) {
            content = content.row(picking(menu, pages.page(page), page, invocation, work));
        }
        content = content.row(steps(menu, invocation));
        var turns = turns(menu, page, pages.count(), invocation);
        return turns.isEmpty() ? content : content.row(turns.toArray(Button[]::new));
    }

    private Card roles(
            Card shown, Menu menu, List<MenuRole> page, Invocation invocation, UnitOfWork work) {
        if (menu.roles().isEmpty()) {
            return shown.divider().line(say(invocation, "edit.none"));
        }
        var with = shown.divider();
        for (var each : page) {
            var line = MenuCard.line(each);
            var labelled =
                    each.label().isEmpty()
                            ? line
                            : line + " · “" + UserText.show(each.label()) + "”";
            with =
                    with.line(
                            names.gone(work, each.role())
                                    ? TEXTS.say(
                                            invocation,
                                            "edit.role.deleted",
                                            UserText.show(
                                                    names.plain(work, each.role(), LONGEST_LABEL)))
                                    : labelled);
        }
        return with;
    }

    private Select adding(Menu menu, int page, Invocation invocation) {
        return own(
                Select.of(EditState.of(Step.ADD, menu.id()).page(page).toString(), Select.Kind.ROLE)
                        .between(1, MOST_PICKED)
                        .placeholder(say(invocation, "edit.add")),
                invocation);
    }

    private Select picking(
            Menu menu, List<MenuRole> roles, int page, Invocation invocation, UnitOfWork work) {
        var options =
                roles.stream()
                        .map(each ->
                                Select.Option.of(
                                        card.label(work, each, LONGEST_LABEL),
                                        each.role().toString()))
                        .toList();
        return own(
                Select.of(EditState.of(Step.PICK, menu.id()).page(page).toString(), options)
                        .placeholder(say(invocation, "edit.pick")),
                invocation);
    }

    private Button[] steps(Menu menu, Invocation invocation) {
        return new Button[] {
            button("edit.button.text", EditState.of(Step.TEXT, menu.id()), invocation),
            button("edit.button.rules", EditState.of(Step.RULES, menu.id()), invocation),
            button("edit.button.post", EditState.of(Step.POST, menu.id()), invocation)
                    .styled(Button.Style.SUCCESS)
                    .enabledWhen(!menu.roles().isEmpty())
        };
    }

    private List<Button> turns(Menu menu, int page, int count, Invocation invocation) {
        var show = EditState.of(Step.SHOW, menu.id());
        var turns = new ArrayList<Button>();
        if (page > 0) {
            turns.add(button("page.previous", show.page(page - 1), invocation));
        }
        if (page + 1 < count) {
            turns.add(button("page.next", show.page(page + 1), invocation));
        }
        return turns;
    }

    private String posted(Menu menu, Invocation invocation, UnitOfWork work) {
        var channels =
                PostStore.ofMenu(work, menu.id()).stream()
                        .map(post -> "<#%s>".formatted(post.channel()))
                        .distinct()
                        .toList();
        return channels.isEmpty()
                ? say(invocation, "edit.posted.nowhere")
                : String.join(", ", channels);
    }

    private List<String> ruleLines(Menu menu, Invocation invocation) {
        var lines = new ArrayList<String>();
        if (menu.rules().most() == 0) {
            lines.add(say(invocation, "menu.rule.any"));
        }
        lines.addAll(card.rules(menu, java.util.Locale.forLanguageTag(invocation.locale())));
        if (menu.rules().keeps()) {
            lines.add(say(invocation, "menu.rule.keeps"));
        }
        return lines;
    }

    /** One role: how it looks and where it stands. */
    Content role(Menu menu, RoleId role, int page, Invocation invocation, UnitOfWork work) {
        var shown = menu.find(role).orElseThrow();
        var none = say(invocation, "edit.empty");
        var place = menu.roles().indexOf(shown);
        var look =
                Card.info(SelfroleFeature.EMOJI, UserText.show(menu.name()))
                        .field(say(invocation, "edit.role"), "<@&%s>".formatted(role))
                        .field(
                                say(invocation, "window.emoji"),
                                shown.emoji().isEmpty() ? none : shown.emoji())
                        .field(
                                say(invocation, "window.label"),
                                shown.label().isEmpty()
                                        ? say(invocation, "edit.label.name")
                                        : UserText.show(shown.label()))
                        .field(
                                say(invocation, "window.description"),
                                shown.description().isEmpty()
                                        ? none
                                        : UserText.show(shown.description()))
                        .fine(TEXTS.say(invocation, "edit.place", place + 1, menu.roles().size()));
        return Content.card(look)
                .row(
                        ofRole("edit.button.look", Step.LOOK, menu, role, page, invocation)
                                .styled(Button.Style.PRIMARY),
                        ofRole("edit.button.up", Step.UP, menu, role, page, invocation)
                                .enabledWhen(place > 0),
                        ofRole("edit.button.down", Step.DOWN, menu, role, page, invocation)
                                .enabledWhen(place + 1 < menu.roles().size()),
                        ofRole("edit.button.remove", Step.REMOVE, menu, role, page, invocation)
                                .styled(Button.Style.DANGER),
                        button(
                                "edit.button.back",
                                EditState.of(Step.SHOW, menu.id()).page(page),
                                invocation));
    }

    private Button ofRole(
            String key, Step step, Menu menu, RoleId role, int page, Invocation invocation) {
        return button(key, EditState.of(step, menu.id()).role(role).page(page), invocation);
    }

    /** Who may pick what, and for how long. */
    Content rules(Menu menu, Invocation invocation) {
        var rules = menu.rules();
        var lasting = rules.lasting();
        var shown =
                Card.info(SelfroleFeature.EMOJI, UserText.show(menu.name()))
                        .field(say(invocation, "rules.most"), most(rules.most(), invocation))
                        .field(
                                say(invocation, "rules.required"),
                                rules.required().isEmpty()
                                        ? say(invocation, "rules.required.none")
                                        : MenuCard.mentions(rules.required()))
                        .field(
                                say(invocation, "rules.lasting"),
                                lasting == null
                                        ? say(invocation, "rules.lasting.none")
                                        : Durations.show(lasting))
                        .field(
                                say(invocation, "rules.again"),
                                say(
                                        invocation,
                                        rules.keeps() ? "rules.again.keeps" : "rules.again.takes"));
        var limits =
                IntStream.rangeClosed(0, MOST_LIMIT)
                        .mapToObj(limit ->
                                Select.Option.of(most(limit, invocation), Integer.toString(limit))
                                        .chosenWhen(limit == rules.most()))
                        .toList();
        return Content.card(shown)
                .row(
                        own(
                                Select.of(EditState.of(Step.MOST, menu.id()).toString(), limits),
                                invocation))
                .row(
                        own(
                                Select.of(
                                                EditState.of(Step.REQUIRED, menu.id()).toString(),
                                                Select.Kind.ROLE)
                                        .between(0, Menu.Rules.MOST_REQUIRED)
                                        .placeholder(say(invocation, "rules.required.pick")),
                                invocation))
                .row(
                        button(
                                "rules.button.lasting",
                                EditState.of(Step.LASTING, menu.id()),
                                invocation),
                        button(
                                rules.keeps() ? "rules.button.take" : "rules.button.keep",
                                EditState.of(Step.KEEPS, menu.id()),
                                invocation),
                        button("edit.button.back", EditState.of(Step.SHOW, menu.id()), invocation));
    }

    private String most(int most, Invocation invocation) {
        return switch (most) {
            case 0 -> say(invocation, "rules.most.any");
            case 1 -> say(invocation, "rules.most.one");
            default -> TEXTS.say(invocation, "rules.most.some", most);
        };
    }

    private String say(Invocation invocation, String key) {
        return TEXTS.say(invocation, key);
    }

    private Button button(String key, EditState state, Invocation invocation) {
        return Button.of(say(invocation, key), state.toString())
                .forMembers(invocation.user())
                .leadingTo(MenuEditCommand.COMMAND);
    }

    private static Select own(Select select, Invocation invocation) {
        return select.forMembers(invocation.user()).leadingTo(MenuEditCommand.COMMAND);
    }
}
