package dev.holdfast.roles.job;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;

/** A job that runs has a timer that does its next page. */
@Singleton
final class JobCheck implements IntegrityCheck {

    @Override
    public String name() {
        return "role-jobs-go-on";
    }

    @Override
    public String table() {
        return JobFeature.TABLE;
    }

    @Override
    public Finding check(UnitOfWork work) {
        var stranded = MassJobStore.stranded(work, PageTimer.NAME);
        return stranded == 0
                ? new Finding.Sound(MassJobStore.count(work))
                : new Finding.Broken(
                        "%d running jobs have no timer: pause and resume them".formatted(stranded));
    }
}
