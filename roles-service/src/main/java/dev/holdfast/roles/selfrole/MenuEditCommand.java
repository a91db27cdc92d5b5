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
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.selfrole.Edited.Done;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /menu edit menu}: the editor, a card whose controls change the menu at once. */
@Singleton
record MenuEditCommand(MenuEditView view, MenuWindows windows, MenuEditor editor)
        implements Command, AutocompletedCommand {

    static final String COMMAND = "menu edit";

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write(COMMAND, TEXTS.english("edit.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .opensModal()
                .option(MenuOption.spec());
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return MenuOption.complete(completion, MenuStore.all(work));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var used = invocation.pressed();
        if (used.isPresent()) {
            return used(used.get(), invocation, work);
        }
        return MenuOption.find(invocation, work)
                .map(menu -> Reply.whisper(view.menu(menu, 0, invocation, work)))
                .orElseGet(() -> Reply.refuse(MenuOption.unknown(invocation)));
    }

    private Reply used(Invocation.Component used, Invocation invocation, UnitOfWork work) {
        var state = EditState.parse(used.state());
        var found = MenuStore.lock(work, state.menu());
        if (found.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "edit.gone"));
        }
        var menu = found.get();
        if (state.role() > 0
                && state.step() != EditState.Step.CONFIRM
                && menu.find(state.roleId()).isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "edit.role.gone"));
        }
        return switch (state.step()) {
            case SHOW -> Reply.update(view.menu(menu, state.page(), invocation, work));
            case PICK -> {
                var role = RoleId.of(used.values().getFirst());
                yield menu.find(role).isEmpty()
                        ? Reply.refuse(TEXTS.say(invocation, "edit.role.gone"))
                        : Reply.update(view.role(menu, role, state.page(), invocation, work));
            }
            case RULES -> Reply.update(view.rules(menu, invocation));
            case LOOK, TEXT, LASTING, CONFIRM ->
                    used.fields().isEmpty()
                            ? windows.open(state, menu, invocation, work)
                            : shown(
                                    editor.sent(state, menu, used, invocation, work),
                                    state,
                                    invocation,
                                    work);
            case ADD, UP, DOWN, REMOVE, MOST, REQUIRED, KEEPS, POST ->
                    shown(
                            editor.used(state, menu, used, invocation, work),
                            state,
                            invocation,
                            work);
        };
    }

    /** What was changed, where it can be seen. */
    private Reply shown(Edited edited, EditState state, Invocation invocation, UnitOfWork work) {
        return switch (edited) {
            case Edited.Refused(var sentence) -> Reply.refuse(sentence);
            case Edited.Asks(var asked) -> {
                var menu = MenuStore.find(work, state.menu()).orElseThrow();
                yield windows.open(asked, menu, invocation, work);
            }
            case Done(var menu) ->
                    Reply.update(
                            switch (state.step()) {
                                case LOOK, UP, DOWN ->
                                        view.role(
                                                menu,
                                                state.roleId(),
                                                state.page(),
                                                invocation,
                                                work);
                                case RULES, MOST, REQUIRED, LASTING, KEEPS ->
                                        view.rules(menu, invocation);
                                case SHOW, PICK, ADD, CONFIRM, REMOVE, TEXT, POST ->
                                        view.menu(menu, state.page(), invocation, work);
                            });
        };
    }
}
