package dev.holdfast.health.status;

/**
 * Something about a server that its admins see to. All texts are Discord's Markdown, so text that
 * people wrote is escaped before.
 *
 * @param title in a few words; shown up to 100 characters
 * @param detail a sentence; may be empty; shown up to 400 characters
 * @param whatToDo a sentence for the admin; shown up to 300 characters
 */
public record GuildFinding(String title, String detail, String whatToDo) {

    public GuildFinding {
        if (title.isBlank() || whatToDo.isBlank()) {
            throw new IllegalArgumentException("a finding has a title and says what to do");
        }
    }
}
