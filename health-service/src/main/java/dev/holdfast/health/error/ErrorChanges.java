package dev.holdfast.health.error;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds the group of errors that an operator means, changes it, and shows it. */
@Singleton
final class ErrorChanges {

    /** What the option is called that names a group. */
    static final String NUMBER = "number";

    /** What a button says behind the number. */
    static final String NEXT = ":next";

    static final int DAYS = 14;

    private static final Pattern STATE = Pattern.compile("([0-9]{1,18})(?:" + NEXT + ")?");

    private final Texts texts = Texts.of(ErrorFeature.NAME);
    private final ErrorView view;

    @Inject
    ErrorChanges(ErrorView view) {
        this.view = view;
    }

    /** In the audit: which group. */
    private record Changed(long number) {}

    /**
     * Changes it.
     *
     * @param action for the audit
     * @param change what becomes of it
     */
    Reply change(
            Invocation invocation,
            UnitOfWork work,
            String action,
            Function<ErrorGroup, ErrorDecision> change) {
        var found = number(invocation).flatMap(number -> ErrorGroupStore.lock(work, number));
        if (found.isEmpty()) {
            return unknown(invocation);
        }
        return switch (change.apply(found.get())) {
            case ErrorDecision.Refused(var why) -> Reply.refuse(why);
            case ErrorDecision.Done(var after) -> {
                ErrorGroupStore.update(work, after);
                work.audit(action, new Changed(after.number()));
                var content = content(invocation, after, work);
                yield invocation.pressed().isPresent()
                        ? Reply.update(content)
                        : Reply.whisper(content);
            }
        };
    }

    /** Shows it as it is. */
    Reply show(Invocation invocation, UnitOfWork work) {
        return number(invocation)
                .flatMap(number -> ErrorGroupStore.find(work, number))
                .map(group -> Reply.whisper(content(invocation, group, work)))
                .orElseGet(() -> unknown(invocation));
    }

    private Content content(Invocation invocation, ErrorGroup group, UnitOfWork work) {
        return view.show(invocation, group, ErrorCountStore.days(work, group.number(), DAYS));
    }

    private Reply unknown(Invocation invocation) {
        return Reply.refuse(texts.say(invocation, "unknown"));
    }

    /** By the option, by a button, or picked from a list. */
    private static Optional<Long> number(Invocation invocation) {
        return invocation
                .pressed()
                .map(pressed ->
                        pressed.values().isEmpty() ? pressed.state() : pressed.values().getFirst())
                .map(STATE::matcher)
                .map(state ->
                        state.matches()
                                ? Optional.of(Long.parseLong(state.group(1)))
                                : Optional.<Long>empty())
                .orElseGet(() -> invocation.whole(NUMBER));
    }
}
