package dev.holdfast.discord.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a sandbox writes down ({@code SANDBOX_RECORD}), an exchange a line. Not for two threads. */
public final class Recording {

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private long read;

    public Recording(Path file) {
        this.file = file;
    }

    private static final class Discord {
        static final Optional<Description> DESCRIPTION = Description.find();
    }

    /** Whether Discord's description is on this machine; without it nothing is ever wrong. */
    public static boolean canBeCompared() {
        return Discord.DESCRIPTION.isPresent();
    }

    /** What was said since this was asked last and is not as described, each kind of it once. */
    public List<String> faults() throws IOException {
        var faults = new TreeSet<String>();
        for (var line : lines()) {
            Discord.DESCRIPTION.ifPresent(it -> faults.addAll(it.faults(Exchange.of(line))));
        }
        return List.copyOf(faults);
    }

    private List<JsonNode> lines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var lines = new ArrayList<JsonNode>();
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(open.length() - read)];
            open.seek(read);
            open.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            read += whole.getBytes(StandardCharsets.UTF_8).length;
            for (var line : whole.lines().toList()) {
                lines.add(json.readTree(line));
            }
        }
        return lines;
    }
}
