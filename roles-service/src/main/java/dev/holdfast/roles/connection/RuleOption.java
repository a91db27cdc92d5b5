package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The option that names a rule by its number. */
@Singleton
record RuleOption(RuleWords words, Members members) {

    static final String NAME = "rule";

    private static final int LONGEST = 100;
    private static final int MOST = 25;

    OptionSpec required() {
        return OptionSpec.required(NAME, words.english("edit.rule"), OptionType.WHOLE)
                .between(1, Integer.MAX_VALUE)
                .autocompleted();
    }

    OptionSpec optional() {
        return OptionSpec.optional(NAME, words.english("restore.rule"), OptionType.WHOLE)
                .between(1, Integer.MAX_VALUE);
    }

    /** Does something with the rule that was named, unless it is not there. */
    Reply use(Invocation invocation, UnitOfWork work, Function<Rule, Reply> body) {
        var number = invocation.whole(NAME).orElseThrow();
        return find(number, work)
                .map(body)
                .orElseGet(() -> Reply.refuse(absent(invocation, number, work)));
    }

    Optional<Rule> find(long number, UnitOfWork work) {
        return RuleStore.find(work, Math.toIntExact(number))
                .filter(rule -> rule.state() != Rule.State.DELETED);
    }

    String absent(Invocation invocation, long number, UnitOfWork work) {
        var isDeleted = RuleStore.find(work, Math.toIntExact(number)).isPresent();
        var isMissing =
                RuleJournalStore.last(work, Math.toIntExact(number))
                        .filter(last -> last.action() != RuleEntry.Action.EXPIRED)
                        .isPresent();
        var key = isDeleted || isMissing ? "gone-rule" : "unknown-rule";
        return words.say(invocation, key, number);
    }

    List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        var roles = members.roles(work);
        return RuleStore.all(work).stream()
                .map(rule -> new OptionSpec.Choice(line(rule, roles), Integer.toString(rule.id())))
                .filter(choice ->
                        choice.value().startsWith(completion.typed())
                                || choice.name()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(completion.typed().toLowerCase(Locale.ROOT)))
                .limit(MOST)
                .toList();
    }

    private String line(Rule rule, List<KnownRole> roles) {
        var name =
                roles.stream()
                        .filter(role -> role.id().equals(rule.role()))
                        .map(KnownRole::name)
                        .findFirst()
                        .orElse("?");
        var text =
                words.english(
                        "rule.line",
                        Integer.toString(rule.id()),
                        "@" + name,
                        RuleWords.typed(rule.text(), roles));
        return UserText.shorten(UserText.clean(text), LONGEST);
    }
}
