package dev.holdfast.backup.restore;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes differences as CSV, up to {@link DiffFile#LONGEST} bytes. For one thread. */
final class DiffLines {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long rows;
    private boolean cut;

    DiffLines() {
        write(List.of("change", "feature", "table", "before", "after"));
    }

    void add(
            String change,
            String feature,
            String table,
            Optional<String> before,
            Optional<String> after) {
        var line = line(List.of(change, feature, table, before.orElse(""), after.orElse("")));
        if (cut || written.size() + line.length > DiffFile.LONGEST) {
            cut = true;
            return;
        }
        written.writeBytes(line);
        rows++;
    }

    boolean isFull() {
        return cut;
    }

    DiffFile file() {
        return new DiffFile(written.toByteArray(), rows, cut);
    }

    private void write(List<String> fields) {
        written.writeBytes(line(fields));
    }

    /** A line that is no row, but says something of the file. */
    static byte[] note(String sentence) {
        return line(List.of(sentence, "", "", "", ""));
    }

    private static byte[] line(List<String> fields) {
        return fields.stream()
                .map(DiffLines::quoted)
                .collect(Collectors.joining(",", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What begins like a formula is text to whoever opens it in a spreadsheet.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
     */
    private static String quoted(String field) {
        var safe = !field.isEmpty() && "=+-@".indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
