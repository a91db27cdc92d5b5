package dev.holdfast.health.status;

import dev.holdfast.health.incident.Incidents;
import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The draft of an incident's post-mortem as a file, as far as its timeline goes when it is made.
 */
@Singleton
record PostMortemFile(Incidents incidents) implements Drawing {

    private static final String NAME = "post-mortem";
    private static final String ID = "incident";
    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);

    static Attachment of(long incident) {
        return new Attachment(
                "incident-%d.md".formatted(incident), NAME, Map.of(ID, Long.toString(incident)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var id = Long.parseLong(parameters.getOrDefault(ID, ""));
        return incidents
                .draft(id)
                .orElseGet(() -> TEXTS.english("incident.draft.gone"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
