package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.roles.assignment.Assignments;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /connection delete rule}: asks what becomes of those who have the role by it. */
@Singleton
record DeleteCommand(
        RuleOption option, Rules rules, SaveCheck check, Assignments assignments, RuleWords words)
        implements Command, AutocompletedCommand {

    private static final Pattern STATE = Pattern.compile("(keep|take|no):([0-9]{1,9})");

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("connection delete", words.english("delete.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(option.required());
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return option.complete(completion, work);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            return option.use(invocation, work, rule -> ask(invocation, rule, work));
        }
        var state = STATE.matcher(pressed.get().state());
        if (!state.matches()) {
            return Reply.refuse(words.say(invocation, "stale"));
        }
        var number = Long.parseLong(state.group(2));
        var how = leaving(state.group(1));
        if (how.isEmpty()) {
            return answer(Card.Kind.INFO, words.say(invocation, "delete.no", number));
        }
        return option.find(number, work)
                .map(rule -> delete(invocation, rule, how.get(), work))
                .orElseGet(() -> Reply.refuse(option.absent(invocation, number, work)));
    }

    private static Optional<Rule.Leaving> leaving(String word) {
        return word.equals("no")
                ? Optional.empty()
                : Optional.of(Rule.Leaving.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private Reply ask(Invocation invocation, Rule rule, UnitOfWork work) {
        var role = RuleWords.mention(rule.role());
        var card =
                Card.loss(PreviewView.EMOJI, words.say(invocation, "delete.title", rule.id()))
                        .line(words.say(invocation, "delete.ask", holders(rule, work), role))
                        .item(words.say(invocation, "delete.keep", role))
                        .item(words.say(invocation, "delete.take", role));
        return Reply.whisper(
                Content.card(card)
                        .buttons(
                                button(invocation, rule, "keep", Button.Style.PRIMARY),
                                button(invocation, rule, "take", Button.Style.DANGER),
                                button(invocation, rule, "no", Button.Style.SECONDARY)));
    }

    private Button button(Invocation invocation, Rule rule, String how, Button.Style style) {
        return Button.of(words.say(invocation, "delete.button." + how), how + ":" + rule.id())
                .styled(style);
    }

    private Reply delete(Invocation invocation, Rule rule, Rule.Leaving how, UnitOfWork work) {
        var many = holders(rule, work);
        if (how == Rule.Leaving.TAKE) {
            var refusal = check.taking(invocation, rule.role(), work);
            if (refusal.isPresent()) {
                return Reply.refuse(refusal.get());
            }
        }
        if (!rules.delete(work, rule, how)) {
            return Reply.refuse(words.say(invocation, "try-again", rule.id()));
        }
        return answer(
                Card.Kind.LOSS,
                words.say(
                        invocation,
                        "delete.done." + RuleStore.word(how),
                        rule.id(),
                        RuleWords.mention(rule.role()),
                        many));
    }

    private long holders(Rule rule, UnitOfWork work) {
        return assignments.holders(work, List.of(rule.source())).getOrDefault(rule.source(), 0L);
    }

    private static Reply answer(Card.Kind kind, String sentence) {
        return Reply.update(Content.card(Card.sentence(kind, sentence)));
    }
}
