package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.MasterKeys;
import dev.holdfast.backup.key.RepositoryKey;
import dev.holdfast.backup.key.Unwrapped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The repository keys of all locations, as far as the master keys open them. */
final class Keyring {

    private final Supplier<MasterKeys> masters;
    private final Map<String, RepositoryKey> opened = new ConcurrentHashMap<>();

    Keyring(Supplier<MasterKeys> masters) {
        this.masters = masters;
    }

    /** A location's key files, by path. */
    record KeyFiles(Map<String, Unwrapped> files) {

        /** Keys that no file of theirs opens, with a sentence. */
        Optional<String> trouble(Keyring keys) {
            return files.entrySet().stream()
                    .flatMap(file -> trouble(file.getKey(), file.getValue(), keys).stream())
                    .findFirst();
        }

        private static Optional<String> trouble(String path, Unwrapped file, Keyring keys) {
            return switch (file) {
                case Unwrapped.Opened _ -> Optional.empty();
                case Unwrapped.OtherMaster(var keyId, _) when keys.opened.containsKey(keyId) ->
                        Optional.empty();
                case Unwrapped.OtherMaster(_, var masterKeyId) ->
                        Optional.of(
                                "%s was wrapped by the master key %s, and BACKUP_MASTER_KEY is %s. Set the key that it was wrapped by as BACKUP_MASTER_KEY or BACKUP_MASTER_KEY_PREVIOUS. Nothing was overwritten"
                                        .formatted(
                                                path, masterKeyId, keys.masters.get().currentId()));
                case Unwrapped.Damaged _
                        when Layout.keyId(path).filter(keys.opened::containsKey).isPresent() ->
                        Optional.empty();
                case Unwrapped.Damaged _ ->
                        Optional.of(
                                "%s is damaged, and no other file holds its key. Nothing was overwritten"
                                        .formatted(path));
            };
        }
    }

    /** Opens what key files a location has. */
    KeyFiles look(Location location) throws IOException {
        var files = new LinkedHashMap<String, Unwrapped>();
        for (var file : location.list(Layout.KEYS)) {
            var unwrapped = look(location, file);
            files.put(file.path(), unwrapped);
            if (unwrapped instanceof Unwrapped.Opened(var key, _)) {
                opened.putIfAbsent(key.id(), key);
            }
        }
        return new KeyFiles(files);
    }

    private Unwrapped look(Location location, StoredFile file) throws IOException {
        var most = 1024;
        if (file.bytes() > most || Layout.keyId(file.path()).isEmpty()) {
            return new Unwrapped.Damaged();
        }
        var unwrapped = masters.get().unwrap(location.read(file.path(), 0, most));
        // A file that took the place of another holds another key.
        return unwrapped instanceof Unwrapped.Opened(var key, var master)
                        && !isNamed(file.path(), key.id(), master)
                ? new Unwrapped.Damaged()
                : unwrapped;
    }

    private static boolean isNamed(String path, String keyId, String masterKeyId) {
        return path.startsWith(Layout.KEYS + keyId + "." + masterKeyId + ".");
    }

    /** A key that was opened. */
    Optional<RepositoryKey> key(String id) {
        return Optional.ofNullable(opened.get(id));
    }

    /** The key that new snapshots are sealed with: of several the first, whoever asks. */
    Optional<RepositoryKey> current() {
        return new TreeMap<>(opened).values().stream().findFirst();
    }

    RepositoryKey make() {
        var key = masters.get().newKey();
        opened.put(key.id(), key);
        return key;
    }

    /**
     * Sees to it that a location holds the key, and the others it has, in two files each that the
     * current master key opens; what an earlier one wrapped goes afterwards.
     */
    void keep(Location location, RepositoryKey key) throws IOException {
        var there = look(location).files();
        var wanted = new ArrayList<RepositoryKey>(List.of(key));
        there.keySet().stream()
                .flatMap(path -> Layout.keyId(path).stream())
                .filter(id -> !id.equals(key.id()))
                .distinct()
                .flatMap(id -> key(id).stream())
                .forEach(wanted::add);
        for (var each : wanted) {
            keep(location, each, there);
        }
    }

    private void keep(Location location, RepositoryKey key, Map<String, Unwrapped> there)
            throws IOException {
        for (var copy = 1; copy <= Layout.KEY_COPIES; copy++) {
            var path = Layout.key(key.id(), masters.get().currentId(), copy);
            if (!(there.get(path) instanceof Unwrapped.Opened)) {
                var file = masters.get().wrap(key);
                location.put(path, file);
                if (!Arrays.equals(file, location.read(path, 0, file.length + 1))) {
                    throw new DamagedException(path + " does not read back as it was written");
                }
            }
        }
        for (var file : there.entrySet()) {
            var ofThis = Layout.keyId(file.getKey()).filter(key.id()::equals).isPresent();
            if (ofThis && isOfEarlierMaster(file.getValue())) {
                location.delete(file.getKey());
            }
        }
    }

    private boolean isOfEarlierMaster(Unwrapped file) {
        return file instanceof Unwrapped.Opened(_, var masterKeyId)
                && !masterKeyId.equals(masters.get().currentId());
    }
}
