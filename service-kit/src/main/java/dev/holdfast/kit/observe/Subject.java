package dev.holdfast.kit.observe;

/**
 * Whom and what a log line is about; what is not known is empty.
 *
 * @param trace 32 hexadecimal digits, made of the operation key
 */
record Subject(String guild, String user, String command, String operation, String trace) {

    static final Subject NONE = new Subject("", "", "", "", "");

    void appendTo(StringBuilder line) {
        if (operation.isEmpty()) {
            return;
        }
        line.append(" guild=").append(guild).append(" user=").append(user);
        line.append(" command=\"").append(command).append("\" operation=").append(operation);
        line.append(" trace=").append(trace);
    }
}
