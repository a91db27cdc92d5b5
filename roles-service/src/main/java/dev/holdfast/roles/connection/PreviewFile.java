package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The file of whom a draft would change; empty once the draft is gone. */
@Singleton
record PreviewFile(UnitsOfWork units) implements Drawing {

    static final String FILE = "members.csv";

    private static final String NAME = "role-rule-preview";
    private static final UserId NOBODY = new UserId(0);

    static Attachment of(GuildId guild, Draft draft) {
        return new Attachment(
                FILE, NAME, Map.of("guild", guild.toString(), "draft", Long.toString(draft.id())));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var guild = new GuildId(Long.parseLong(parameters.getOrDefault("guild", "")));
        var draft = Long.parseLong(parameters.getOrDefault("draft", ""));
        var file = new StringBuilder("member_id,change\n");
        for (var line : units.read(guild, NOBODY, work -> DraftStore.lines(work, draft))) {
            file.append(line.user())
                    .append(',')
                    .append(RuleStore.word(line.outcome()))
                    .append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
