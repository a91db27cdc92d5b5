package dev.holdfast.backup.detection;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** No rows of the guild were changed or deleted outside of an operation, unless that is settled. */
@Singleton
final class DataLossCheck implements IntegrityCheck {

    @Override
    public String name() {
        return "nothing-changed-outside-operations";
    }

    @Override
    public String table() {
        return "detection_incident";
    }

    @Override
    public String whatToDo() {
        return "The bot's notice about it has the buttons: bring the rows back, or say that it was meant.";
    }

    @Override
    public Finding check(UnitOfWork work) {
        return DataLossStore.open(work)
                .<Finding>map(loss ->
                        new Finding.Broken(
                                "rows were taken past the bot from %s to %s: %s"
                                        .formatted(
                                                loss.firstAt(),
                                                loss.lastAt(),
                                                DataLossStore.damage(work, loss).stream()
                                                        .map(DataLossCheck::say)
                                                        .collect(Collectors.joining(", ")))))
                .orElseGet(() -> new Finding.Sound(0));
    }

    private static String say(Damage damage) {
        return "%d deleted and %d changed in %s.%s"
                .formatted(damage.gone(), damage.touched(), damage.schema(), damage.table());
    }
}
