package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Behind the controls of what a rule would do: saves it, or throws it away. */
@Singleton
record SaveCommand(Rules rules, RuleActivation revival, RuleWords words) implements Command {

    static final String PATH = "connection save";

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(
                        PATH, words.english("save.description"), CommandSpec.Access.WRITE)
                .needs(Permission.MANAGE_ROLES)
                .opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var state = invocation.pressed().flatMap(pressed -> DraftState.parse(pressed.state()));
        if (state.isEmpty()) {
            return Reply.refuse(words.say(invocation, "stale"));
        }
        var found = DraftStore.lock(work, state.get().draft(), invocation.user());
        if (found.isEmpty()) {
            return Reply.refuse(words.say(invocation, "draft.gone"));
        }
        if (state.get().action().equals("cancel")) {
            DraftStore.delete(work, found.get());
            var nothing = Card.sentence(Card.Kind.INFO, words.say(invocation, "cancelled"));
            return Reply.update(Content.card(nothing));
        }
        if (!DraftStore.isAsShown(work, found.get())) {
            return Reply.refuse(words.say(invocation, "draft.changed"));
        }
        return found.get()
                .whole()
                .map(condition ->
                        revival.allowed(
                                invocation,
                                found.get().role(),
                                "save:" + found.get().id(),
                                work,
                                () -> save(invocation, found.get(), condition, work)))
                .orElseGet(() -> Reply.refuse(words.say(invocation, "build.nothing")));
    }

    private Reply save(Invocation invocation, Draft draft, Condition condition, UnitOfWork work) {
        var unfit = revival.fitting(invocation, draft.role(), condition, draft.rule(), work);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        var number = draft.rule();
        if (number == null) {
            var rule = rules.add(work, draft.role(), condition, draft.mode());
            return saved(invocation, draft, rule, work);
        }
        return RuleStore.find(work, number)
                .filter(it -> Objects.equals(it.generation(), draft.generation()))
                .flatMap(rule -> rules.change(work, rule, condition, draft.mode()))
                .map(rule -> saved(invocation, draft, rule, work))
                .orElseGet(() -> Reply.refuse(words.say(invocation, "changed-meanwhile", number)));
    }

    private Reply saved(Invocation invocation, Draft draft, Rule rule, UnitOfWork work) {
        DraftStore.delete(work, draft);
        var card =
                Card.gain(PreviewView.EMOJI, words.say(invocation, "saved.title", rule.id()))
                        .line(words.say(invocation, "saved.line", RuleWords.mention(rule.role())))
                        .line("> " + rule.text())
                        .line(
                                words.say(
                                        invocation,
                                        "preview.mode",
                                        words.mode(invocation, rule.mode())))
                        .fine(words.say(invocation, "saved.sweep"));
        return Reply.update(Content.card(card));
    }
}
