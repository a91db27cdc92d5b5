package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.MasterKeys;
import dev.holdfast.backup.settings.BackupSettings;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The locations and master keys that the operator set. */
@Singleton
final class Locations implements SettingsCheck {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");
    private static final String FOLDER = "folder:";
    private static final String STORE = "s3:";

    private final BackupSettings settings;
    private final Optional<MasterKeys> masters;

    @Inject
    Locations(BackupSettings settings) {
        this.settings = settings;
        this.masters =
                settings.masterKey()
                        .map(key ->
                                MasterKeys.of(
                                        key, settings.masterKeyPrevious(), new SecureRandom()));
    }

    private List<String> names() {
        return settings.locations().orElse(List.of()).stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** In the operator's order. */
    List<Location> all() {
        return names().stream()
                .filter(name -> wrongName(name).isEmpty())
                .map(this::location)
                .toList();
    }

    private Location location(String name) {
        if (name.startsWith(FOLDER)) {
            return folder(name);
        }
        return Optional.ofNullable(settings.s3().get(name.substring(STORE.length())))
                .map(bucket -> new S3Location(name, bucket))
                .orElseThrow(() -> new IllegalStateException("no bucket is set for " + name));
    }

    private static FolderLocation folder(String name) {
        return new FolderLocation(name, Path.of(name.substring(FOLDER.length())));
    }

    MasterKeys masterKeys() {
        return masters.orElseThrow(() -> new IllegalStateException("BACKUP_MASTER_KEY is missing"));
    }

    @Override
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        var names = names();
        if (names.isEmpty()) {
            wrong.add(
                    "BACKUP_LOCATIONS is missing. Set at least one place for snapshots, such as"
                            + " folder:/data/backup/archive, and a second one elsewhere.");
        }
        if (new HashSet<>(names).size() < names.size()) {
            wrong.add("BACKUP_LOCATIONS names a location twice. Name each once.");
        }
        names.forEach(name -> wrong(name).ifPresent(wrong::add));
        settings.masterKey()
                .ifPresentOrElse(
                        key -> MasterKeys.wrong("BACKUP_MASTER_KEY", key).ifPresent(wrong::add),
                        () ->
                                wrong.add(
                                        "BACKUP_MASTER_KEY is missing. Set 32 or more random"
                                                + " characters (openssl rand -hex 32), and keep them"
                                                + " where the backups are not: without them no snapshot"
                                                + " opens."));
        settings.masterKeyPrevious()
                .flatMap(key -> MasterKeys.wrong("BACKUP_MASTER_KEY_PREVIOUS", key))
                .ifPresent(wrong::add);
        return wrong;
    }

    private Optional<String> wrong(String name) {
        var wrongName = wrongName(name);
        return wrongName.isPresent() || !name.startsWith(FOLDER)
                ? wrongName
                : wrongFolder(folder(name));
    }

    private Optional<String> wrongName(String name) {
        if (name.startsWith(FOLDER) && name.length() > FOLDER.length()) {
            return Optional.empty();
        }
        if (!name.startsWith(STORE)) {
            return Optional.of(
                    "BACKUP_LOCATIONS has '%s'. A location is folder:/a/path or s3:name."
                            .formatted(name));
        }
        return settings.s3().containsKey(name.substring(STORE.length()))
                ? Optional.empty()
                : Optional.of(
                        "BACKUP_LOCATIONS has '%1$s', and its bucket is not set. Set BACKUP_S3_%2$s_BUCKET, BACKUP_S3_%2$s_ACCESS_KEY and BACKUP_S3_%2$s_SECRET_KEY."
                                .formatted(
                                        name,
                                        name.substring(STORE.length()).toUpperCase(Locale.ROOT)));
    }

    /** A folder that is away keeps nothing from starting: the other locations get the snapshots. */
    private static Optional<String> wrongFolder(FolderLocation folder) {
        try {
            return folder.prepare().map(it -> it + ".");
        } catch (IOException e) {
            LOG.errorf("%s: %s", folder.name(), Repository.why(e));
            return Optional.empty();
        }
    }
}
