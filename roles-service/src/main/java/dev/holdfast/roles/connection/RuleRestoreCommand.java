package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Optional;

/** {@code /connection restore [rule]}: brings back what was deleted, or what is missing. */
@Singleton
record RuleRestoreCommand(RuleOption option, RuleActivation revival, Rules rules, RuleWords words)
        implements Command {

    private static final int MOST = 10;

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("connection restore", words.english("restore.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .opensModal()
                .option(option.optional());
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var number =
                invocation
                        .whole(RuleOption.NAME)
                        .or(() -> RuleActivation.rule(invocation))
                        .or(() -> picked(invocation));
        return number.isEmpty()
                ? Reply.whisper(choice(invocation, work))
                : restore(invocation, Math.toIntExact(number.get()), work);
    }

    private static Optional<Long> picked(Invocation invocation) {
        return invocation.pressed().stream()
                .flatMap(pressed -> pressed.values().stream())
                .filter(value -> value.matches("[0-9]{1,9}"))
                .findFirst()
                .map(Long::parseLong);
    }

    private Reply restore(Invocation invocation, int number, UnitOfWork work) {
        var found = RuleStore.find(work, number);
        if (found.isEmpty()) {
            return bringBack(invocation, number, work);
        }
        var rule = found.get();
        if (rule.state() != Rule.State.DELETED) {
            return Reply.refuse(words.say(invocation, "restore.there", number));
        }
        return revival.check(
                invocation,
                number,
                rule.role(),
                rule.condition(),
                work,
                () ->
                        rules.restore(work, rule)
                                .map(it -> done(invocation, it))
                                .orElseGet(() ->
                                        Reply.refuse(words.say(invocation, "try-again", number))));
    }

    private Reply bringBack(Invocation invocation, int number, UnitOfWork work) {
        var last =
                RuleJournalStore.last(work, number)
                        .filter(entry -> entry.action() != RuleEntry.Action.EXPIRED);
        if (last.isEmpty()) {
            return Reply.refuse(words.say(invocation, "unknown-rule", number));
        }
        if (!(ConditionParser.parse(last.get().condition(), Vocabulary.stored())
                instanceof Parsed.Understood(var condition))) {
            return Reply.refuse(words.say(invocation, "restore.unreadable", number));
        }
        return revival.check(
                invocation,
                number,
                last.get().role(),
                condition,
                work,
                () -> done(invocation, rules.bringBack(work, last.get())));
    }

    private Reply done(Invocation invocation, Rule rule) {
        var sentence =
                words.say(invocation, "restore.done", rule.id(), RuleWords.mention(rule.role()));
        return Reply.whisper(Card.sentence(Card.Kind.GAIN, sentence));
    }

    private Content choice(Invocation invocation, UnitOfWork work) {
        var card = Card.info(PreviewView.EMOJI, words.say(invocation, "restore.title"));
        var options = new ArrayList<Select.Option>();
        for (var entry : RuleJournalStore.missing(work, MOST)) {
            card =
                    card.line(
                            words.say(
                                    invocation,
                                    "restore.missing",
                                    entry.rule(),
                                    RuleWords.mention(entry.role()),
                                    ListCommand.shortened(entry.condition()),
                                    TermLines.seconds(entry.at())));
            options.add(option(invocation, entry.rule()));
        }
        for (var rule : RuleStore.deleted(work, MOST - options.size())) {
            card =
                    card.line(
                            words.say(
                                    invocation,
                                    "restore.deleted",
                                    rule.id(),
                                    RuleWords.mention(rule.role()),
                                    ListCommand.shortened(rule.text()),
                                    TermLines.seconds(rule.changedAt())));
            options.add(option(invocation, rule.id()));
        }
        if (options.isEmpty()) {
            return Content.card(card.line(words.say(invocation, "restore.empty")));
        }
        return Content.card(card)
                .row(Select.of("pick", options).placeholder(words.say(invocation, "restore.pick")));
    }

    private Select.Option option(Invocation invocation, int rule) {
        var number = Integer.toString(rule);
        return Select.Option.of(words.say(invocation, "restore.option", number), number);
    }
}
