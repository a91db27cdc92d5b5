package dev.holdfast.gateway.rendering;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.gateway.testing.Golden;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private static final CommandPath HISTORY = CommandPath.of("money history");
    private static final UserId ADA = new UserId(1_247_138_183_264_890_685L);

    @Test
    void namesEveryPartOfAMessageSoThatAnEditReplacesAll() {
        Golden.assertSame("text", Rendering.message(Content.text("Hello."), HISTORY, ADA));
    }

    @Test
    void drawsEmbedsWithAllTheirParts() {
        var full =
                new Embed(
                        "History",
                        "Every coin",
                        0x2F6F73,
                        List.of(new Embed.Field("Today", "+25 from Ben", true)),
                        "Page 1 of 3",
                        Instant.parse("2026-11-20T10:00:00Z"));
        var content = new Content("", List.of(full, Embed.titled("Bare")), List.of());
        Golden.assertSame("embeds", Rendering.message(content, HISTORY, ADA));
    }

    @Test
    void givesButtonsThePathTheOwnerAndTheState() {
        var content =
                Content.text("Page 1")
                        .buttons(Button.of("Back", "0").enabledWhen(false), Button.of("Next", "2"));
        Golden.assertSame("buttons", Rendering.message(content, HISTORY, ADA));
    }

    @Test
    void whispersBesidesWithTheSameParts() {
        Golden.assertSame("whisper", Rendering.ephemeral(Rendering.sentence("You have only 3.")));
    }

    @Test
    void refusesAStateThatDiscordWouldCutOff() {
        var content = Content.text("Page").buttons(Button.of("Next", "x".repeat(100)));
        assertThrows(
                IllegalArgumentException.class, () -> Rendering.message(content, HISTORY, ADA));
    }
}
