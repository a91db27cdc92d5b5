package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import dev.holdfast.roles.selfrole.Menu.MenuRole;
import dev.holdfast.roles.selfrole.Menu.Rules;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes a menu as its editor's controls say, and has its messages show it. */
@Singleton
record MenuEditor(GrantChecks grants, GrantWords words, RoleNames names, MenuPosts posts) {

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    /** In the audit. */
    private record Change(String menu, String what) {}

    /** A button was pressed, or something was picked. */
    Edited used(
            EditState state,
            Menu menu,
            Invocation.Component used,
            Invocation invocation,
            UnitOfWork work) {
        var rules = menu.rules();
        return switch (state.step()) {
            case ADD -> add(menu, roles(used), null, invocation, work);
            case UP -> move(menu, state.roleId(), -1, work);
            case DOWN -> move(menu, state.roleId(), 1, work);
            case REMOVE -> {
                MenuStore.removeRole(work, menu.id(), state.roleId());
                yield changed(menu, "remove " + state.roleId(), work);
            }
            case MOST -> rule(menu, rules.most(Integer.parseInt(used.values().getFirst())), work);
            case REQUIRED -> rule(menu, rules.required(roles(used)), work);
            case KEEPS -> rule(menu, rules.keeps(!rules.keeps()), work);
            case POST -> post(menu, invocation, work);
            case SHOW, CONFIRM, PICK, LOOK, TEXT, RULES, LASTING ->
                    throw new IllegalArgumentException("nothing to do: " + state);
        };
    }

    /** A window was sent. */
    Edited sent(
            EditState state,
            Menu menu,
            Invocation.Component used,
            Invocation invocation,
            UnitOfWork work) {
        var fields = used.fields();
        return switch (state.step()) {
            case CONFIRM ->
                    add(
                            menu,
                            List.of(state.roleId()),
                            fields.getOrDefault(MenuWindows.NAME, ""),
                            invocation,
                            work);
            case TEXT ->
                    describe(
                            menu,
                            UserText.clean(fields.getOrDefault(MenuWindows.NAME, "")),
                            fields.getOrDefault(MenuWindows.TEXT, "").strip(),
                            invocation,
                            work);
            case LOOK ->
                    look(
                            menu,
                            new MenuRole(
                                    state.roleId(),
                                    UserText.clean(fields.getOrDefault(MenuWindows.EMOJI, "")),
                                    UserText.clean(fields.getOrDefault(MenuWindows.LABEL, "")),
                                    UserText.clean(fields.getOrDefault(MenuWindows.TEXT, ""))),
                            invocation,
                            work);
            case LASTING ->
                    lasting(
                            menu,
                            UserText.clean(fields.getOrDefault(MenuWindows.TIME, "")),
                            invocation,
                            work);
            case SHOW, ADD, PICK, UP, DOWN, REMOVE, RULES, MOST, REQUIRED, KEEPS, POST ->
                    throw new IllegalArgumentException("no window: " + state);
        };
    }

    private static List<RoleId> roles(Invocation.Component used) {
        return used.values().stream().map(RoleId::of).toList();
    }

    /** All of them or none; one that is there already stays as it is. */
    private Edited add(
            Menu menu,
            List<RoleId> roles,
            @Nullable String typed,
            Invocation invocation,
            UnitOfWork work) {
        var added = roles.stream().filter(role -> menu.find(role).isEmpty()).toList();
        var most = menu.kind().mostRoles();
        if (!added.isEmpty() && menu.roles().size() + added.size() > most) {
            return new Edited.Refused(TEXTS.say(invocation, menu.kind().many(), most));
        }
        for (var role : added) {
            switch (grants.check(work, invocation.member(), role, typed)) {
                case GrantDecision.Allowed allowed -> {
                    grants.approve(work, allowed);
                    MenuStore.addRole(work, menu.id(), role, names.name(work, role));
                }
                case GrantDecision.Refused refused -> {
                    return new Edited.Refused(words.refusal(invocation, refused));
                }
                case GrantDecision.NeedsName needed -> {
                    return added.size() == 1 && typed == null
                            ? new Edited.Asks(
                                    EditState.of(EditState.Step.CONFIRM, menu.id()).role(role))
                            : new Edited.Refused(
                                    added.size() == 1
                                            ? words.needsName(invocation, needed)
                                            : TEXTS.say(invocation, "edit.alone", role));
                }
            }
        }
        return changed(menu, "add " + added, work);
    }

    private Edited move(Menu menu, RoleId role, int by, UnitOfWork work) {
        var order = new ArrayList<>(menu.roles().stream().map(MenuRole::role).toList());
        var from = order.indexOf(role);
        var to = Math.clamp(from + by, 0, order.size() - 1);
        Collections.swap(order, from, to);
        MenuStore.order(work, menu.id(), order);
        return changed(menu, "move " + role, work);
    }

    private Edited describe(
            Menu menu, String name, String text, Invocation invocation, UnitOfWork work) {
        if (name.isEmpty()) {
            return new Edited.Refused(TEXTS.say(invocation, "name.empty"));
        }
        return MenuStore.describe(work, menu.id(), name, text)
                ? changed(menu, "describe", work)
                : new Edited.Refused(TEXTS.say(invocation, "name.taken", UserText.show(name)));
    }

    private Edited look(Menu menu, MenuRole role, Invocation invocation, UnitOfWork work) {
        if (!MenuEmoji.fits(role.emoji(), menu.kind())) {
            var key = menu.kind() == Menu.Kind.REACTIONS ? "emoji.reaction" : "emoji";
            return new Edited.Refused(
                    TEXTS.say(invocation, key, UserText.show(role.emoji(), MenuEmoji.LONGEST)));
        }
        var isTaken =
                menu.kind() == Menu.Kind.REACTIONS
                        && !role.emoji().isEmpty()
                        && menu.roles().stream()
                                .anyMatch(each ->
                                        each.emoji().equals(role.emoji())
                                                && !each.role().equals(role.role()));
        if (isTaken) {
            return new Edited.Refused(TEXTS.say(invocation, "emoji.taken"));
        }
        MenuStore.setRole(work, menu.id(), role);
        return changed(menu, "look " + role.role(), work);
    }

    private Edited lasting(Menu menu, String written, Invocation invocation, UnitOfWork work) {
        if (written.isEmpty()) {
            return rule(menu, menu.rules().lasting(null), work);
        }
        return switch (RoleDuration.parse(written, TEXTS, invocation)) {
            case RoleDuration.Nonsense(var sentence) -> new Edited.Refused(sentence);
            case RoleDuration.For(var duration) -> rule(menu, menu.rules().lasting(duration), work);
        };
    }

    private Edited rule(Menu menu, Rules rules, UnitOfWork work) {
        MenuStore.rule(work, menu.id(), rules);
        return changed(menu, "rules", work);
    }

    /** In the channel where the editor is open. */
    private Edited post(Menu menu, Invocation invocation, UnitOfWork work) {
        return posts.refuse(work, menu, invocation)
                .<Edited>map(Edited.Refused::new)
                .orElseGet(() -> {
                    posts.post(work, menu, invocation.channel());
                    return new Edited.Done(menu);
                });
    }

    private Edited changed(Menu menu, String what, UnitOfWork work) {
        MenuStore.touch(work, menu.id());
        work.audit("menu.edit", new Change(menu.name(), what));
        var now = MenuStore.find(work, menu.id()).orElseThrow();
        posts.redraw(work, now);
        return new Edited.Done(now);
    }
}
