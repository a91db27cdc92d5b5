package dev.holdfast.backup.restore;

import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;

/**
 * The file of the rows that a restore would change. Where it has not all of them, its last line
 * says so.
 */
@Singleton
final class RestoreFile implements Drawing {

    static final String FILE = "changes.csv";

    private static final String NAME = "restore-changes";
    private static final String GUILD = "guild";
    private static final String RESTORE = "restore";

    private final Texts texts = Texts.of(RestoreFeature.NAME);
    private final Restores restores;

    @Inject
    RestoreFile(Restores restores) {
        this.restores = restores;
    }

    static Attachment of(GuildId guild, long restore) {
        return new Attachment(
                FILE, NAME, Map.of(GUILD, guild.toString(), RESTORE, Long.toString(restore)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var guild = new GuildId(Long.parseLong(parameters.getOrDefault(GUILD, "")));
        var restore = Long.parseLong(parameters.getOrDefault(RESTORE, ""));
        return restores.file(guild, restore)
                .map(file -> file.cut() ? and(file, "file.cut") : file.csv())
                .orElseGet(() -> and(new DiffLines().file(), "file.unread"));
    }

    private byte[] and(DiffFile file, String key) {
        var note = DiffLines.note(texts.english(key));
        var whole = Arrays.copyOf(file.csv(), file.csv().length + note.length);
        System.arraycopy(note, 0, whole, file.csv().length, note.length);
        return whole;
    }
}
