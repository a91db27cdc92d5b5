package dev.holdfast.backup.detection;

import dev.holdfast.backup.settings.BackupSettings;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.ClaimLost;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Every few minutes looks for rows that vanished behind the bot's back, and has the guilds told.
 * Where nothing did it reads no table but those of the records.
 */
@Singleton
final class DetectionJob implements Job {

    static final String NAME = "detection";

    private static final Logger LOG = Logger.getLogger("holdfast.detection");

    private final BackupSettings settings;
    private final Connections connections;
    private final WorkerConnection worker;
    private final ChangeReader recording;
    private final Investigation investigation;

    @Inject
    DetectionJob(
            BackupSettings settings,
            Connections connections,
            WorkerConnection worker,
            ChangeReader recording,
            Investigation investigation) {
        this.settings = settings;
        this.connections = connections;
        this.worker = worker;
        this.recording = recording;
        this.investigation = investigation;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(settings.detectionInterval());
    }

    /** One look sees all that came before it. */
    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        var cause = OperationKey.of(NAME + ":" + scheduledFor);
        try (var records = RecordStore.open(connections)) {
            recording.read(records, cause, progress);
            for (var guild : IncidentStore.guilds(worker)) {
                progress.goOn();
                look(guild, records, cause, progress);
            }
        }
    }

    /** What goes wrong about one guild keeps no other from being told. */
    private void look(GuildId guild, RecordStore records, OperationKey cause, Progress progress)
            throws InterruptedException {
        try {
            investigation.look(guild, records, cause, progress);
        } catch (Unavailable | ClaimLost e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "the incident of guild %s is looked at again later", guild);
        }
    }
}
