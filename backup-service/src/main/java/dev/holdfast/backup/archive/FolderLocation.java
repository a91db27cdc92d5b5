package dev.holdfast.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A folder, such as a mounted volume. Files are written under a partial name, synchronized and
 * renamed; folders are 0700 and files 0600.
 */
final class FolderLocation implements Location {

    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<PosixFilePermission> OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final String name;
    private final Path root;

    FolderLocation(String name, Path root) {
        this.name = name;
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return name;
    }

    /** Makes the folder if need be; a sentence where others than its owner may look into it. */
    Optional<String> prepare() throws IOException {
        if (!Files.exists(root)) {
            Files.createDirectories(root, FOLDER);
        }
        var open = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        return visitFile(folder, attributes);
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (Files.getPosixFilePermissions(file).stream()
                                .anyMatch(OTHERS::contains)) {
                            open.add(file);
                            return FileVisitResult.TERMINATE;
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException goneMeanwhile) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return open.stream()
                .findFirst()
                .map(file ->
                        "%s is open to others than its owner. Folders of backups are 0700 and files 0600: chmod -R go-rwx %s"
                                .formatted(file, root));
    }

    @Override
    public void put(String path, byte[] content) throws IOException {
        var partial = partial(content);
        try {
            var changed = new HashSet<Path>();
            place(partial, path, changed);
            for (var folder : changed) {
                synchronize(folder);
            }
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    @Override
    public Batch batch() {
        return new FolderBatch(this);
    }

    /** A new file of this content, which nobody looks at yet. */
    Path partial(byte[] content) throws IOException {
        present();
        var file = root.resolve(Layout.PARTIAL + UUID.randomUUID());
        makeFolders(folder(file), new HashSet<>());
        try (var channel = FileChannel.open(file, NEW, FILE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return file;
    }

    /** Has a partial file appear under its name, durable once the changed folders are. */
    void place(Path partial, String path, Set<Path> changed) throws IOException {
        synchronize(partial);
        var file = root.resolve(path);
        makeFolders(folder(file), changed);
        Files.move(
                partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        changed.add(folder(file));
    }

    private Path folder(Path file) {
        var folder = file.getParent();
        return folder == null ? root : folder;
    }

    void synchronize(Path fileOrFolder) throws IOException {
        try (var channel =
                FileChannel.open(
                        fileOrFolder,
                        Files.isDirectory(fileOrFolder)
                                ? StandardOpenOption.READ
                                : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void makeFolders(Path folder, Set<Path> changed) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeFolders(folder(folder), changed);
            try {
                Files.createDirectory(folder, FOLDER);
            } catch (FileAlreadyExistsException _) { // made meanwhile
                LOG.debugf("%s was made meanwhile", folder);
            }
            changed.add(folder(folder));
        }
    }

    /** A folder that is gone, such as a volume that is not mounted, is not made anew. */
    private void present() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("the folder %s is not there".formatted(root));
        }
    }

    @Override
    public byte[] read(String path, long offset, int length) throws IOException {
        try (var channel = FileChannel.open(root.resolve(path), StandardOpenOption.READ)) {
            var available = Math.clamp(channel.size() - offset, 0, length);
            var bytes = ByteBuffer.allocate(available);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    return Arrays.copyOf(bytes.array(), bytes.position());
                }
            }
            return bytes.array();
        } catch (NoSuchFileException e) {
            present();
            throw e;
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        try {
            return Files.newInputStream(root.resolve(path));
        } catch (NoSuchFileException e) {
            present();
            throw e;
        }
    }

    @Override
    public List<StoredFile> list(String prefix) throws IOException {
        present();
        var found = new ArrayList<StoredFile>();
        // Only the folder that the prefix names is walked.
        var folder = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        var path = root.relativize(file).toString();
                        if (path.startsWith(prefix)) {
                            found.add(
                                    new StoredFile(
                                            path,
                                            attributes.size(),
                                            attributes.lastModifiedTime().toInstant()));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failed)
                            throws IOException {
                        if (failed instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failed;
                    }
                });
        found.sort(Comparator.comparing(StoredFile::path));
        return found;
    }

    @Override
    public void delete(String path) throws IOException {
        present();
        var file = root.resolve(path);
        try {
            if (Files.deleteIfExists(file)) {
                synchronize(folder(file));
            }
        } catch (DirectoryNotEmptyException e) {
            throw new IOException("%s is a folder".formatted(path), e);
        }
    }

    @Override
    public OptionalLong freeBytes() throws IOException {
        present();
        return OptionalLong.of(Files.getFileStore(root).getUsableSpace());
    }
}
