package dev.holdfast.kit.protocol;

/**
 * A command named in a text so that people can click it. The gateway, which knows Discord's ids,
 * makes it {@code </daily:id>}; where there is none it becomes {@code /daily} or {@code !daily}, as
 * the person writes it.
 */
public final class CommandMention {

    private CommandMention() {}

    /** Such as {@code </money history>}; a text may also hold it as it is. */
    public static String of(CommandPath path) {
        return "</" + path + ">";
    }

    /** The same. */
    public static String of(String path) {
        return of(CommandPath.of(path));
    }
}
