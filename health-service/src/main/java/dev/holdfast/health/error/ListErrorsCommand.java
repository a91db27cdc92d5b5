package dev.holdfast.health.error;

import dev.holdfast.health.error.ErrorListView.Listing;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /errors list}: the kinds of errors, the one seen last first. */
@Singleton
final class ListErrorsCommand implements Command {

    static final String PATH = "errors list";

    private static final String STATE = "state";
    private static final Pattern PRESSED = Pattern.compile("([a-z]{1,10}):(-?[0-9]{1,4})");

    /** What was not read for so many rounds is said to be missing. */
    private static final int ROUNDS = 3;

    private final Texts texts = Texts.of(ErrorFeature.NAME);
    private final ErrorListView view;
    private final ErrorSettings settings;
    private final Health health;

    @Inject
    ListErrorsCommand(ErrorListView view, ErrorSettings settings, Health health) {
        this.view = view;
        this.settings = settings;
        this.health = health;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read(PATH, texts.english("list.description"))
                .option(
                        OptionSpec.optional(STATE, texts.english("option.state"), OptionType.TEXT)
                                .oneOf(choices()))
                .anywhere()
                .forOperators()
                .whispered();
    }

    private OptionSpec.Choice[] choices() {
        return Arrays.stream(Filter.values())
                .map(filter ->
                        new OptionSpec.Choice(
                                texts.english("filter." + filter.key()), filter.key()))
                .toArray(OptionSpec.Choice[]::new);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            var filter = invocation.text(STATE).flatMap(Filter::of).orElse(Filter.OPEN);
            return Reply.whisper(view.show(invocation, listing(filter, 0, work)));
        }
        var page = PRESSED.matcher(pressed.get().state());
        var filter = page.matches() ? Filter.of(page.group(1)) : Optional.<Filter>empty();
        return filter.map(known ->
                        Reply.update(
                                view.show(
                                        invocation,
                                        listing(known, Integer.parseInt(page.group(2)), work))))
                .orElseGet(() -> Reply.refuse(texts.say(invocation, "stale")));
    }

    private Listing listing(Filter filter, int wanted, UnitOfWork work) {
        var total = ErrorGroupStore.count(work, filter.states());
        var pages = Math.max(1, Math.ceilDiv(total, ErrorListView.PAGE));
        var page = Math.clamp(wanted, 0, pages - 1);
        var shown =
                ErrorGroupStore.page(
                        work, filter.states(), ErrorListView.PAGE, page * ErrorListView.PAGE);
        var instances = health.instances();
        return new Listing(
                filter, page, pages, total, shown, instances.size(), silent(instances, work));
    }

    private List<String> silent(List<InstanceState> instances, UnitOfWork work) {
        return ErrorTallyStore.silent(
                work,
                instances.stream().map(InstanceState::service).toList(),
                instances.stream().map(instance -> instance.address().getAuthority()).toList(),
                settings.interval().multipliedBy(ROUNDS));
    }
}
