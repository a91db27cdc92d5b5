package dev.holdfast.kit.database;

import dev.holdfast.kit.observe.Span;
import java.sql.SQLException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Each statement of a traced operation as a part of its trace; without what was bound to it. */
final class StatementSpans implements SqlLogger {

    private static final Pattern NAMED =
            Pattern.compile(
                    "\\b(?:from|into|update)\\s+(\\w+)|\\bselect\\s+(?:\\w+\\s+)?(\\w+)\\(",
                    Pattern.CASE_INSENSITIVE);

    @Override
    public void logAfterExecution(StatementContext statement) {
        note(statement, statement.getCompletionMoment());
    }

    @Override
    public void logException(StatementContext statement, SQLException failed) {
        note(statement, statement.getExceptionMoment());
    }

    private static void note(StatementContext statement, @Nullable Instant end) {
        var from = statement.getExecutionMoment();
        if (Span.isRecorded() && from != null && end != null) {
            var sql = statement.getRenderedSql();
            Span.past(name(sql), from, end, "db.query.text", sql);
        }
    }

    /** Its first word, and the first thing it is about. */
    private static String name(String sql) {
        var text = sql.strip();
        var word = text.split("\\s", 2)[0];
        var about = NAMED.matcher(text);
        if (!about.find()) {
            return word;
        }
        return word + " " + (about.group(1) == null ? about.group(2) : about.group(1));
    }
}
