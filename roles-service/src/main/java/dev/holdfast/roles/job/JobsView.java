package dev.holdfast.roles.job;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Button.Style;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.job.MassJob.State;
import java.time.Instant;
import java.util.List;

/** Draws jobs: all of them, one of them, and the question before one is cancelled. */
final class JobsView {

    private static final int LONGEST_LABEL = 90;

    private final Texts texts;
    private final JobWords words;

    JobsView(Texts texts) {
        this.texts = texts;
        this.words = new JobWords(texts);
    }

    /** Where one is under way, its buttons stand below; where several are, one is picked first. */
    Content list(Invocation invocation, List<MassJob> jobs) {
        var card = Card.info("🎭", say(invocation, "title"));
        if (jobs.isEmpty()) {
            return Content.card(card.line(say(invocation, "empty")));
        }
        for (var job : jobs) {
            card = card.line(entry(invocation, job));
        }
        var active = jobs.stream().filter(job -> !job.isOver()).toList();
        var content = Content.card(card);
        if (active.size() == 1) {
            return content.buttons(buttons(invocation, active.getFirst()));
        }
        return active.isEmpty()
                ? content
                : content.row(pick(invocation, active)).row(refresh(invocation, "list"));
    }

    Content one(Invocation invocation, MassJob job) {
        var card = Card.info("🎭", say(invocation, "title")).line(entry(invocation, job));
        var back = Button.of(say(invocation, "back"), "list");
        var content = Content.card(card);
        return job.isOver()
                ? content.buttons(back)
                : content.buttons(buttons(invocation, job)).row(back);
    }

    Content ask(Invocation invocation, MassJob job) {
        var card =
                Card.info("🎭", say(invocation, "cancel.title"))
                        .line(say(invocation, "cancel.ask", job.title(), job.delivered()));
        return Content.card(card)
                .buttons(
                        button(invocation, "cancel.yes", "end", job).styled(Style.DANGER),
                        button(invocation, "cancel.no", "show", job));
    }

    private Button[] buttons(Invocation invocation, MassJob job) {
        var paused = job.state() == State.PAUSED;
        return new Button[] {
            paused
                    ? button(invocation, "resume", "resume", job).styled(Style.PRIMARY)
                    : button(invocation, "pause", "pause", job),
            button(invocation, "cancel", "ask", job).styled(Style.DANGER),
            refresh(invocation, "show:" + job.id())
        };
    }

    private Button refresh(Invocation invocation, String state) {
        return Button.of(say(invocation, "refresh"), state);
    }

    private Button button(Invocation invocation, String key, String word, MassJob job) {
        return Button.of(say(invocation, key), word + ":" + job.id());
    }

    private Select pick(Invocation invocation, List<MassJob> active) {
        var options =
                active.stream()
                        .map(job ->
                                Select.Option.of(
                                        UserText.shorten(job.title(), LONGEST_LABEL),
                                        Long.toString(job.id())))
                        .toList();
        return Select.of("pick", options).placeholder(say(invocation, "pick"));
    }

    private String entry(Invocation invocation, MassJob job) {
        var ended = job.endedAt();
        return ended == null ? progress(invocation, job) : ended(invocation, job, ended);
    }

    private String ended(Invocation invocation, MassJob job, Instant at) {
        var key =
                switch (job.state()) {
                    case CANCELLED ->
                            job.why().equals(MassJobs.SUPERSEDED) ? "superseded" : "cancelled";
                    case FAILED -> "failed";
                    case DONE, RUNNING, PAUSED -> "done";
                };
        return say(
                invocation,
                "entry." + key,
                job.title(),
                job.looked(),
                job.delivered(),
                Long.toString(at.getEpochSecond()),
                refused(invocation, job),
                job.restart().isEmpty() ? "" : "\n-# " + job.restart());
    }

    /** What Discord has not let us do, behind what was done; empty: nothing. */
    private String refused(Invocation invocation, MassJob job) {
        return job.refused() == 0 ? "" : say(invocation, "refused", job.refused());
    }

    private String progress(Invocation invocation, MassJob job) {
        var left = job.left().map(it -> say(invocation, "left", words.about(it))).orElse("");
        var numbers =
                say(
                        invocation,
                        "running",
                        JobWords.bar(job.share()),
                        job.looked(),
                        Math.max(job.total(), job.looked()),
                        job.delivered(),
                        job.ordered(),
                        refused(invocation, job),
                        left);
        var lines =
                say(
                                invocation,
                                job.state() == State.PAUSED ? "entry.paused" : "entry.running",
                                job.title())
                        + "\n"
                        + numbers
                        + "\n"
                        + say(
                                invocation,
                                "by",
                                job.startedBy(),
                                Long.toString(job.startedAt().getEpochSecond()));
        if (job.isHeldUp()) {
            return lines + "\n" + say(invocation, "held");
        }
        return job.failures() == 0 ? lines : lines + "\n" + say(invocation, "hurdle");
    }

    private String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }
}
