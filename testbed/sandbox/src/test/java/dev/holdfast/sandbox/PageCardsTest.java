package dev.holdfast.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.holdfast.sandbox.Browsing.newest;
import static dev.holdfast.sandbox.Browsing.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The cards of the bot, exactly as its gateway sends them (its golden files), on the page of a
 * desktop and of a phone. The pictures lie under {@code target/screenshots}.
 */
@QuarkusTest
class PageCardsTest extends BrowserTest {

    private static final Path GOLDEN =
            Path.of("..", "..", "gateway-service", "src", "test", "resources", "golden");
    private static final String SOMEBODY = "1247138183264890685";
    private static final int GALLERY = 12;

    @Test
    void everyKindOfCardIsDrawnForBothWidths() throws IOException {
        assumeTrue(Files.isDirectory(GOLDEN), "skipped: no golden files at " + GOLDEN);
        try (var page = desktop("?as=ada&channel=games");
                var phone = browsing.phone(root, "?as=ada&channel=games")) {
            show(page, phone, "1", "kind-gain", "kind-loss", "kind-wait");
            show(page, phone, "2", "kind-info", "question", "refusal", "progress");
            show(page, phone, "3", "kind-record", "card", "ping", "edit-of-layout");
            assertEquals(List.of(), Accessibility.violations(page));
            assertEquals(List.of(), Accessibility.violations(phone));
        }
    }

    private void show(Page page, Page phone, String part, String... names) throws IOException {
        for (var name : names) {
            var sent =
                    client.rest(
                            "POST",
                            "/channels/" + client.channel("games") + "/messages",
                            card(name));
            assertEquals(200, sent.status(), name + ": " + sent.body());
            var id = "[data-message-id='%s']".formatted(sent.body().path("id").asText());
            assertThat(newest(page).and(page.locator(id))).isVisible();
            assertThat(newest(phone).and(phone.locator(id))).isVisible();
        }
        shoot(page, "cards-" + part + "-desktop");
        shoot(phone, "cards-" + part + "-phone");
    }

    /** With the person, their avatar and a picture that are there. */
    private ObjectNode card(String name) throws IOException {
        var text = Files.readString(GOLDEN.resolve(name + ".json"));
        var avatar = root.resolve("/embed/avatars/2.png").toString();
        var card =
                (ObjectNode)
                        Json.parse(
                                        text.replace("avatar:" + SOMEBODY, avatar)
                                                .replace(SOMEBODY, client.user("ada"))
                                                .getBytes(StandardCharsets.UTF_8))
                                .orElseThrow();
        card.putArray("attachments");
        withoutPictures(card.path("components"));
        return card;
    }

    private static void withoutPictures(JsonNode parts) {
        for (var at = parts.size() - 1; at >= 0; at--) {
            var part = parts.path(at);
            if (part.path("type").asInt() == GALLERY) {
                ((ArrayNode) parts).remove(at);
            } else {
                withoutPictures(part.path("components"));
            }
        }
    }
}
