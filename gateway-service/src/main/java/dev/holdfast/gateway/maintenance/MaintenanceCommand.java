package dev.holdfast.gateway.maintenance;

import dev.holdfast.gateway.operator.Operators;
import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /operator maintenance}: an operator pauses the bot, one feature of it, or that it joins
 * servers; or lets it work again. In the server where it is used, or everywhere when it is used in
 * direct messages.
 */
@Singleton
record MaintenanceCommand(MaintenanceState maintenances, Features features, Operators operators)
        implements Command, AutocompletedCommand {

    private static final String REASON = "reason";
    private static final String FEATURE = "feature";
    private static final String JOINS = "joins";
    private static final int LONGEST = 300;

    private static final Texts TEXTS = Texts.of("maintenance");

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("operator maintenance", TEXTS.english("description"))
                .option(
                        OptionSpec.optional(REASON, TEXTS.english("reason"), OptionType.TEXT)
                                .between(1, LONGEST))
                .option(
                        OptionSpec.optional(FEATURE, TEXTS.english("feature"), OptionType.TEXT)
                                .autocompleted())
                .option(OptionSpec.optional(JOINS, TEXTS.english("joins"), OptionType.FLAG))
                .anywhere()
                .forOperators()
                .whispered();
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        var typed = completion.typed().strip().toLowerCase(Locale.ROOT);
        return features.all().stream()
                .filter(name -> name.contains(typed))
                .map(name -> new OptionSpec.Choice(name, name))
                .toList();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (!operators.has(invocation.user())) {
            return Reply.refuse(TEXTS.say(invocation, "operators.only"));
        }
        var feature = invocation.text(FEATURE);
        var joins = invocation.flag(JOINS).orElse(false);
        if (feature.isPresent() && joins) {
            return Reply.refuse(TEXTS.say(invocation, "both"));
        }
        if (joins && !isEverywhere(work)) {
            return Reply.refuse(TEXTS.say(invocation, "joins.here"));
        }
        var whole = Optional.of(joins ? MaintenanceScope.JOINS : MaintenanceScope.ALL);
        return feature.map(features::find)
                .orElse(whole)
                .map(scope -> change(invocation, work, scope))
                .orElseGet(() -> unknown(invocation, feature.orElse("")));
    }

    /** Direct messages are guild 0, and so is what holds everywhere. */
    private static boolean isEverywhere(UnitOfWork work) {
        return work.guild().equals(GuildId.DIRECT);
    }

    /** Every server notices a pause of the whole bot. */
    private static boolean asks(Invocation invocation, UnitOfWork work, MaintenanceScope scope) {
        return scope.equals(MaintenanceScope.ALL) && isEverywhere(work) && !invocation.confirmed();
    }

    private Reply unknown(Invocation invocation, String feature) {
        return Reply.refuse(features.unknown(Locale.forLanguageTag(invocation.locale()), feature));
    }

    private Reply change(Invocation invocation, UnitOfWork work, MaintenanceScope scope) {
        var before = MaintenanceStore.reason(work, scope);
        var reason = invocation.text(REASON).filter(text -> !text.isBlank());
        var answer = new MaintenanceCard(invocation, scope, isEverywhere(work));
        if (reason.isPresent() && before.isEmpty() && asks(invocation, work, scope)) {
            return Reply.ask(answer.question(reason.get()), invocation);
        }
        if (reason.isPresent()) {
            maintenances.begin(work, scope, reason.get(), invocation.user().toString());
        } else {
            maintenances.end(work, scope);
        }
        return Reply.whisper(answer.of(before, reason));
    }
}
