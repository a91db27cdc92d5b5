package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class InvitationTest {

    @Test
    void theReadmeShowsTheLinkThatTheStartPrintsAndNamesItsPermissions() throws IOException {
        var readme = Files.readString(KnownSettings.ROOT.resolve("README.md"));
        var link = Invitation.link("YOUR_APPLICATION_ID");
        assertTrue(readme.contains("`%s`".formatted(link)), link);
        var names = String.join(", ", Invitation.titles());
        assertTrue(readme.replaceAll("\\s+", " ").contains(names), names);
    }
}
