package dev.holdfast.backup.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Damages a folder in one way at a time, by chance, and mends it again. */
final class Damages {

    private final Path root;
    private final Random random;
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    Damages(Path root, Random random) throws IOException {
        this.root = root;
        this.random = random;
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    /** What was done, in words. */
    String damage() throws IOException {
        return switch (random.nextInt(5)) {
            case 0 -> flip(any());
            case 1 -> truncate(any());
            case 2 -> swap(any());
            case 3 -> delete(any());
            default -> add();
        };
    }

    /** Of every kind of file as often: chunks are many. */
    private String any() {
        var kinds = List.of(Layout.FORMAT, Layout.KEYS, Layout.SNAPSHOTS, Layout.CHUNKS);
        var kind = kinds.get(random.nextInt(kinds.size()));
        var those = files.keySet().stream().filter(it -> it.startsWith(kind)).toList();
        return those.get(random.nextInt(those.size()));
    }

    private String flip(String path) throws IOException {
        var content = files.get(path).clone();
        var bit = random.nextInt(content.length * 8);
        content[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(root.resolve(path), content);
        return "bit %d of %s is flipped".formatted(bit, path);
    }

    private String truncate(String path) throws IOException {
        var content = files.get(path);
        var length = random.nextInt(content.length);
        Files.write(root.resolve(path), Arrays.copyOf(content, length));
        return "%s ends after %d of %d bytes".formatted(path, length, content.length);
    }

    /** Takes the place of another of its kind, or of itself with bytes behind it. */
    private String swap(String path) throws IOException {
        var kind = path.substring(0, path.indexOf('/') + 1);
        var others =
                files.keySet().stream()
                        .filter(it -> it.startsWith(kind) && !it.equals(path))
                        .filter(it -> !Arrays.equals(files.get(it), files.get(path)))
                        .filter(it -> !kind.equals(Layout.KEYS))
                        .toList();
        if (others.isEmpty()) {
            var content = files.get(path);
            Files.write(root.resolve(path), Arrays.copyOf(content, content.length + 1));
            return path + " has a byte more";
        }
        var other = others.get(random.nextInt(others.size()));
        Files.write(root.resolve(path), files.get(other));
        Files.write(root.resolve(other), files.get(path));
        return "%s and %s are swapped".formatted(path, other);
    }

    private String delete(String path) throws IOException {
        Files.delete(root.resolve(path));
        return path + " is gone";
    }

    private String add() throws IOException {
        var from = files.get(any());
        var path =
                switch (random.nextInt(4)) {
                    case 0 -> Layout.manifest(1_000 + random.nextInt(1_000));
                    case 1 -> Layout.chunk("%064x".formatted(random.nextLong() >>> 1));
                    case 2 -> "keys/%016x.%016x.1".formatted(random.nextLong(), random.nextLong());
                    default -> "chunks/more-%d".formatted(random.nextInt(1_000));
                };
        Files.createDirectories(root.resolve(path).getParent());
        Files.write(root.resolve(path), from);
        files.putIfAbsent(path, new byte[0]);
        return path + " is added";
    }

    void mend() throws IOException {
        for (var file : files.entrySet()) {
            if (file.getValue().length == 0) {
                Files.deleteIfExists(root.resolve(file.getKey()));
            } else {
                Files.write(root.resolve(file.getKey()), file.getValue());
            }
        }
        files.values().removeIf(content -> content.length == 0);
    }
}
