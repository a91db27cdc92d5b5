package dev.holdfast.sandbox;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core (WCAG 2 A and AA) finds wrong with what is on the screen. */
final class Accessibility {
    /** Colours that a server chose for its roles are not the page's. */
    private static final String RUN =
            """
            async () => {
              const found = await axe.run({ exclude: [['[style*="color: rgb"]']] }, { runOnly: ['wcag2a', 'wcag2aa'] });
              return found.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 160)}`));
            }\
            """;

    private Accessibility() {}

    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        page.evaluate(engine());
        return (List<String>) page.evaluate(RUN);
    }

    private static String engine() {
        try (var file = Accessibility.class.getResourceAsStream("/axe-core/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
