package dev.holdfast.roles.inquiry;

import static dev.holdfast.roles.inquiry.InquiryGuild.ANN;
import static dev.holdfast.roles.inquiry.InquiryGuild.BEN;
import static dev.holdfast.roles.inquiry.InquiryGuild.CROWN;
import static dev.holdfast.roles.inquiry.InquiryGuild.OLGA;
import static dev.holdfast.roles.inquiry.InquiryGuild.RED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class HistoryTest {

    private static final String COMMAND = "roles history";
    private static final Pattern ROLE = Pattern.compile("<@&(\\d+)> by hand");

    @Inject Commands commands;

    private InquiryGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new InquiryGuild(commands);
    }

    @Test
    void everyEntryIsOnOnePage() {
        for (var role = 1; role <= 14; role++) {
            guild.entry(ANN, role, "given-by-hand");
        }
        var page = guild.ask(guild.asAdmin(COMMAND));
        assertFalse(button(page, "Newer").isPresent(), "no dead buttons");
        var seen = new ArrayList<>(roles(page));
        var pages = new ArrayList<>(List.of(page));
        while (button(page, "Older").isPresent()) {
            page = press(button(page, "Older").get());
            pages.add(page);
            seen.addAll(roles(page));
        }
        assertEquals(List.of(14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L), seen);
        assertEquals(roles(pages.get(1)), roles(press(button(pages.get(2), "Newer").get())));
        assertEquals(roles(pages.get(0)), roles(press(button(pages.get(2), "Newest").get())));
    }

    @Test
    void isOfOneMemberAndOneRole() {
        guild.entry(ANN, RED, "given-by-hand");
        guild.entry(BEN, RED, "taken-by-hand");
        guild.entry(ANN, CROWN, "claimed");
        var anns = guild.words(guild.asAdmin(COMMAND).person("member", ANN));
        assertTrue(anns.contains("<@102> got <@&21>") && !anns.contains("<@103> lost"), anns);
        var red = new OptionValue.Role(new RoleId(RED), "Red");
        var reds = guild.words(guild.asAdmin(COMMAND).option("role", red));
        assertTrue(reds.contains("<@103> lost <@&21>") && !reds.contains("<@&29>"), reds);
    }

    @Test
    void isEmptyElsewhereAndRefusesStrangeButtons() {
        guild.entry(ANN, RED, "given-by-hand");
        var other = new InquiryGuild(commands);
        assertTrue(other.words(other.asAdmin(COMMAND)).contains("Nothing has happened"));
        for (var state : List.of("nonsense", ":::", "9999999999999999999::o1", "::x1")) {
            var words = guild.words(guild.asAdmin(COMMAND).button(OLGA, state));
            assertTrue(words.contains("earlier version"), words);
        }
        assertTrue(guild.words(guild.asking(ANN, COMMAND)).contains("Manage Roles"));
    }

    private static List<Long> roles(Reply page) {
        return ROLE.matcher(InquiryGuild.words(page))
                .results()
                .map((MatchResult it) -> Long.parseLong(it.group(1)))
                .toList();
    }

    private Reply press(Button button) {
        return guild.ask(guild.asAdmin(COMMAND).button(OLGA, button.state()));
    }

    private static Optional<Button> button(Reply page, String label) {
        var content =
                page instanceof Reply.Whisper(var whispered)
                        ? whispered
                        : ((Reply.Update) page).content();
        return content.rows().stream()
                .flatMap(List::stream)
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(it -> it.label().equals(label))
                .findFirst();
    }
}
