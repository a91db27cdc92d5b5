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
import java.util.regex.Pattern;

/** What a sandbox writes down ({@code SANDBOX_RECORD}), an exchange a line. Not for two threads. */
public final class Recording {

    private static final Pattern REQUEST = Pattern.compile("^\\S+ \\S+ request[ :]");

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final boolean isOurs;
    private long read;

    public Recording(Path file) {
        this(file, false);
    }

    private Recording(Path file, boolean isOurs) {
        this.file = file;
        this.isOurs = isOurs;
    }

    /** What our own bot says: each of its messages must name whom it pings, too. */
    public static Recording ofOurBot(Path file) {
        return new Recording(file, true);
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
            var exchange = RecordedExchange.of(line);
            Discord.DESCRIPTION.ifPresent(it -> faults.addAll(it.faults(exchange)));
            if (isOurs) {
                PingRule.fault(exchange).ifPresent(faults::add);
            }
        }
        return List.copyOf(faults);
    }

    /**
     * For the end of a test: all that was said is as described, and something was.
     *
     * @throws AssertionError where it is not so
     */
    public void wasAsDescribed() throws IOException {
        refuse(faults());
    }

    /** The same of what was answered: a library that is not ours asks as it likes. */
    public void wasAnsweredAsDescribed() throws IOException {
        refuse(faults().stream().filter(fault -> !REQUEST.matcher(fault).find()).toList());
    }

    private void refuse(List<String> faults) throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            throw new AssertionError("nothing was written down in " + file);
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("not as Discord describes it: " + String.join("\n", faults));
        }
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
