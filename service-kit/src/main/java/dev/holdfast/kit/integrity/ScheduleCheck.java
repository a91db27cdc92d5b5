package dev.holdfast.kit.integrity;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.command.ServiceCheck;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.database.WorkerConnection;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each job is enqueued when it is due, runs soon, and ends well. */
@Singleton
final class ScheduleCheck implements ServiceCheck {

    /** Where a leader is lost, the next one leads within seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Instance<Job> jobs;
    private final WorkerConnection worker;

    /** By instance: the job of the checks has this one. */
    ScheduleCheck(@Any Instance<Job> jobs, WorkerConnection worker) {
        this.jobs = jobs;
        this.worker = worker;
    }

    @Override
    public String name() {
        return "jobs-run-when-due";
    }

    @Override
    public Finding check() {
        Map<String, Job> known =
                jobs.stream().collect(Collectors.toMap(Job::name, Function.identity()));
        var faults =
                JobRunStore.of(worker, List.copyOf(known.keySet())).stream()
                        .flatMap(standing -> fault(standing, known.get(standing.job())).stream())
                        .sorted()
                        .toList();
        return faults.isEmpty()
                ? new Finding.Sound(known.size())
                : new Finding.Broken(String.join("; ", faults));
    }

    private static Optional<String> fault(JobRunStore.Standing standing, @Nullable Job job) {
        if (standing.stuck() != null) {
            return Optional.of(
                    "%s waits since %s and nobody runs it"
                            .formatted(standing.job(), standing.stuck()));
        }
        if (standing.givenUp()) {
            return Optional.of(
                    "%s was given up for %s: the log says why"
                            .formatted(standing.job(), standing.ended()));
        }
        return job != null && isMissed(standing, job)
                ? Optional.of(
                        "%s was last enqueued for %s, and was due again since"
                                .formatted(standing.job(), standing.newest()))
                : Optional.empty();
    }

    /** What nobody catches up with is over where nobody led just then. */
    private static boolean isMissed(JobRunStore.Standing standing, Job job) {
        return job.catchUp() != Job.CatchUp.SKIP
                && job.schedule().latest(standing.now().minus(PATIENCE)).isAfter(standing.newest());
    }
}
