package dev.holdfast.backup.restore;

import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The file of all rows that a restore would change; only a header once that is not known. */
@Singleton
final class RestoreFile implements Drawing {

    static final String FILE = "changes.csv";

    private static final String NAME = "restore-changes";
    private static final String GUILD = "guild";
    private static final String RESTORE = "restore";

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
                .map(DiffFile::csv)
                .orElseGet(() ->
                        "change,feature,table,before,after\n".getBytes(StandardCharsets.UTF_8));
    }
}
