package dev.holdfast.roles.job;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.job.MassJob.State;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** {@code /roles jobs}: how far work on all members is; pauses, resumes and cancels it. */
@Singleton
final class JobsCommand implements Command {

    private static final int MOST = 8;
    private static final Pattern OF_JOB =
            Pattern.compile("(show|pause|resume|ask|end):(\\d{1,18})");

    private final Texts texts = Texts.of(JobFeature.NAME);
    private final JobsView view = new JobsView(texts);
    private final MassJobs jobs;

    /** In the audit: what was done with which job. */
    private record Handled(long job, String title) {}

    JobsCommand(MassJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("roles jobs", texts.english("description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            return Reply.whisper(view.list(invocation, jobs.recent(work, MOST)));
        }
        var state = pressed.get().state();
        if (state.equals("list")) {
            return Reply.update(view.list(invocation, jobs.recent(work, MOST)));
        }
        var values = pressed.get().values();
        var wanted =
                OF_JOB.matcher(
                        state.equals("pick") && values.size() == 1
                                ? "show:" + values.getFirst()
                                : state);
        return wanted.matches()
                ? handle(invocation, wanted.group(1), Long.parseLong(wanted.group(2)), work)
                : Reply.refuse(texts.say(invocation, "stale"));
    }

    private Reply handle(Invocation invocation, String word, long id, UnitOfWork work) {
        var found = jobs.find(work, id);
        if (found.isEmpty()) {
            return Reply.refuse(texts.say(invocation, "over"));
        }
        var job = found.get();
        if (word.equals("show")) {
            return show(invocation, id, work);
        }
        if (job.isOver()) {
            return Reply.refuse(texts.say(invocation, "over"));
        }
        if (word.equals("ask")) {
            return Reply.update(view.ask(invocation, job));
        }
        var changed =
                switch (word) {
                    case "pause" -> jobs.pause(work, id);
                    case "resume" -> jobs.resume(work, id);
                    default -> jobs.end(work, id, State.CANCELLED, "");
                };
        if (changed) {
            work.audit("job." + word, new Handled(id, job.title()));
        }
        return show(invocation, id, work);
    }

    private Reply show(Invocation invocation, long id, UnitOfWork work) {
        return Reply.update(view.one(invocation, jobs.find(work, id).orElseThrow()));
    }
}
