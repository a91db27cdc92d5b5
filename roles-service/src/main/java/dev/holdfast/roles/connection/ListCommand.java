package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.Source;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /connection list}: the rules, how many have a role by each, and what is missing. */
@Singleton
record ListCommand(Assignments assignments, RuleWords words) implements Command {

    /** With conditions of some length the card still has room. */
    private static final int PAGE = 5;

    private static final int LONGEST_CONDITION = 500;
    private static final int MOST_MISSING = 3;
    private static final Pattern STATE = Pattern.compile("page:([0-9]{1,3})");

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("connection list", words.english("list.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            return Reply.whisper(page(invocation, 0, work));
        }
        var state = STATE.matcher(pressed.get().state());
        return state.matches()
                ? Reply.update(page(invocation, Integer.parseInt(state.group(1)), work))
                : Reply.refuse(words.say(invocation, "stale"));
    }

    private Content page(Invocation invocation, int wanted, UnitOfWork work) {
        var rules = RuleStore.all(work);
        var missing = RuleJournalStore.missing(work, MOST_MISSING);
        var card = Card.info(PreviewView.EMOJI, words.say(invocation, "list.title"));
        if (rules.isEmpty() && missing.isEmpty()) {
            return Content.card(card.line(words.say(invocation, "list.empty")));
        }
        var pages = Math.max(1, (rules.size() + PAGE - 1) / PAGE);
        var page = Math.min(wanted, pages - 1);
        for (var entry : missing) {
            card = card.line(missing(invocation, entry));
        }
        var shown = rules.subList(page * PAGE, Math.min(rules.size(), (page + 1) * PAGE));
        var holders = assignments.holders(work, shown.stream().map(Rule::source).toList());
        for (var rule : shown) {
            card = card.line(line(invocation, rule, holders));
        }
        if (pages == 1) {
            return Content.card(card);
        }
        card = card.fine(words.say(invocation, "list.page", page + 1, pages));
        return Content.card(card).buttons(buttons(invocation, page, pages));
    }

    private Button[] buttons(Invocation invocation, int page, int pages) {
        var buttons = new ArrayList<Button>();
        if (page > 0) {
            buttons.add(Button.of(words.say(invocation, "list.newer"), "page:" + (page - 1)));
        }
        if (page < pages - 1) {
            buttons.add(Button.of(words.say(invocation, "list.older"), "page:" + (page + 1)));
        }
        return buttons.toArray(Button[]::new);
    }

    private String line(Invocation invocation, Rule rule, Map<Source, Long> holders) {
        var many = holders.getOrDefault(rule.source(), 0L);
        var paused = rule.paused();
        return words.say(
                invocation,
                "list.rule",
                rule.id(),
                RuleWords.mention(rule.role()),
                shortened(rule.text()),
                state(invocation, paused, many),
                words.mode(invocation, rule.mode()));
    }

    private String state(Invocation invocation, Rule.@Nullable Pause paused, long many) {
        if (paused == null) {
            return words.say(invocation, "list.active", many);
        }
        var why = words.say(invocation, "paused." + RuleStore.word(paused));
        return words.say(invocation, "list.paused", why, many);
    }

    private String missing(Invocation invocation, RuleEntry last) {
        var key = last.action() == RuleEntry.Action.LOST ? "list.missing" : "list.missing.unknown";
        return words.say(
                invocation,
                key,
                last.rule(),
                RuleWords.mention(last.role()),
                TermLines.seconds(last.at()));
    }

    /** Between two words, so that no mention is cut. */
    static String shortened(String condition) {
        if (condition.length() <= LONGEST_CONDITION) {
            return condition;
        }
        return condition.substring(0, condition.lastIndexOf(' ', LONGEST_CONDITION)) + " …";
    }
}
