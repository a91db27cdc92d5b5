package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A command's full name as a person types it: {@code pay}, {@code money history}; one to three
 * words (command, group, subcommand).
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming">Discord:
 *     command naming</a>
 */
@Schema(type = SchemaType.STRING, examples = "money history")
public record CommandPath(@JsonValue String value) implements Comparable<CommandPath> {

    private static final Pattern WORDS =
            Pattern.compile("[a-z0-9_-]{1,32}( [a-z0-9_-]{1,32}){0,2}");

    public CommandPath {
        if (!WORDS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A command is one to three lower-case words, not '%s'.".formatted(value));
        }
    }

    @JsonCreator
    public static CommandPath of(String value) {
        return new CommandPath(value);
    }

    public List<String> words() {
        return List.of(value.split(" "));
    }

    /** The name under which Discord lists the command. */
    public String root() {
        return words().getFirst();
    }

    @Override
    public int compareTo(CommandPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
