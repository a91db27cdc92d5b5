package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.selfrole.Menu.MenuRole;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A member used a button or a select of a posted menu; only they see the answer. */
@Singleton
record MenuPress(MenuPicks picks, MenuCard card, PressView view, Alerts alerts) implements Command {

    static final String COMMAND = "menu press";

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(
                COMMAND, TEXTS.english("press.description"), Access.WRITE);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var used = invocation.pressed().orElseThrow();
        var state = PressState.parse(used.state());
        var menu = MenuStore.find(work, state.menu());
        if (menu.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "press.menu.gone"));
        }
        return switch (state) {
            case PressState.Toggle(_, var role) -> toggle(menu.get(), role, invocation, work);
            case PressState.Pick pick -> pick(menu.get(), pick, used.values(), invocation, work);
            case PressState.Open(_, var page, var own) -> {
                var content = view.page(menu.get(), page, Optional.empty(), invocation, work);
                yield own ? Reply.update(content) : Reply.whisper(content);
            }
        };
    }

    private Reply toggle(Menu menu, RoleId role, Invocation invocation, UnitOfWork work) {
        if (menu.find(role).isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "press.role.gone", role));
        }
        return switch (picks.toggle(work, menu, invocation.member(), role)) {
            case Picked.Changed changed -> Reply.whisper(view.changed(changed, invocation));
            case Picked.Refused refused -> refused(refused, menu, invocation, work);
        };
    }

    /** What is on the page now counts, and what was picked of it. */
    private Reply pick(
            Menu menu,
            PressState.Pick pick,
            List<String> values,
            Invocation invocation,
            UnitOfWork work) {
        var offered = card.offered(work, menu).stream().map(MenuRole::role).toList();
        var pages = new ListPages<>(offered, MenuCard.PAGE_SIZE);
        var page = pages.page(pages.nearest(pick.page()));
        var picked = values.stream().map(RoleId::of).toList();
        var unknown = picked.stream().filter(role -> !page.contains(role)).findFirst();
        if (unknown.isPresent()) {
            return Reply.refuse(TEXTS.say(invocation, "press.role.gone", unknown.get()));
        }
        return switch (picks.set(work, menu, invocation.member(), page, picked)) {
            case Picked.Changed changed when pick.own() ->
                    Reply.update(
                            view.page(menu, pick.page(), Optional.of(changed), invocation, work));
            case Picked.Changed changed -> Reply.whisper(view.changed(changed, invocation));
            case Picked.Refused refused -> refused(refused, menu, invocation, work);
        };
    }

    private Reply refused(
            Picked.Refused refused, Menu menu, Invocation invocation, UnitOfWork work) {
        if (refused instanceof Picked.Blocked blocked) {
            work.ifRefused(more -> alerts.guild(more, alert(menu, blocked)));
        }
        return Reply.refuse(view.refusal(refused, invocation));
    }

    private Alert alert(Menu menu, Picked.Blocked blocked) {
        var why = TEXTS.english("blocked.admins." + PressView.word(blocked.reason()));
        return new Alert(
                "selfrole.blocked",
                "%d:%s".formatted(menu.id(), blocked.role()),
                TEXTS.english("blocked.admins", UserText.show(menu.name()), blocked.role(), why));
    }
}
