package dev.holdfast.smoke.roles;

import static dev.holdfast.smoke.roles.Person.channel;
import static dev.holdfast.smoke.roles.Person.member;
import static dev.holdfast.smoke.roles.Person.role;
import static dev.holdfast.smoke.roles.Person.text;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.smoke.page.Owner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Somebody who may manage a guild's roles, and sets them up there by commands. */
final class RolesAdmin {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> EMOJIS = List.of("⚓", "⛵");

    private final Harbour harbour;
    private final Person person;

    /** In whose channel their answers and menus stand. */
    RolesAdmin(Harbour harbour, String name, String channel)
            throws IOException, InterruptedException {
        this.harbour = harbour;
        this.person = harbour.person(name, channel);
    }

    Person person() {
        return person;
    }

    /** Waits until roles-service knows that the person has the role. */
    void awaitMember(String role) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertSays(
                                "You have", person.uses("why", role("role", harbour.role(role)))));
    }

    /** Waits until roles-service was told of the role, and so of those that are older. */
    void awaitRole(String role) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertSays(
                                "Where should moderators decide?",
                                person.uses(
                                        "verify setup",
                                        role("role", harbour.role(role)),
                                        channel("channel", harbour.channel("bank")),
                                        text("way", "approval"))));
    }

    /** Gives somebody a role for a while. */
    JsonNode lends(String role, String member, String time)
            throws IOException, InterruptedException {
        return person.uses(
                "temprole",
                member("member", harbour.member(member)),
                role("role", harbour.role(role)),
                text("time", time));
    }

    /**
     * Makes a menu and posts it.
     *
     * @param roles at most two where members react
     */
    void makesMenu(String name, String kind, String... roles)
            throws IOException, InterruptedException {
        var made = person.uses("menu create", text("name", name), text("kind", kind));
        person.picks(made, "add:", harbour.roles(roles));
        if (kind.equals("reactions")) {
            for (var at = 0; at < roles.length; at++) {
                looksLike(name, roles[at], EMOJIS.get(at));
            }
        }
        person.uses("menu edit", text("menu", name));
        assertSays("is on its way", person.uses("menu post", text("menu", name)));
    }

    private void looksLike(String menu, String role, String emoji)
            throws IOException, InterruptedException {
        var editor = person.uses("menu edit", text("menu", menu));
        var one = person.picks(editor, "pick:", harbour.roles(role));
        person.sends(person.presses(one, "Change"), Map.of("emoji", emoji));
    }

    /** Newcomers have to answer it. */
    void asks(String question, String... answers) throws IOException, InterruptedException {
        var window = person.uses("verify questions");
        var fields = Map.of("question0", question, "answers0", String.join("\n", answers));
        assertSays("Questions saved", person.sends(window, fields));
    }

    /** Who verifies gets the role Crew; whom the raid gate holds back, the role Brig. */
    void setsUpVerification(String way) throws IOException, InterruptedException {
        assertSays(
                "Verification is on",
                person.uses(
                        "verify setup",
                        role("role", harbour.role("Crew")),
                        channel("channel", harbour.channel("bank")),
                        text("way", way),
                        channel("staff", harbour.channel("moderators")),
                        role("quarantine", harbour.role("Brig"))));
    }

    private static void assertSays(String words, JsonNode reply) {
        var said = Owner.text(reply);
        assertTrue(said.contains(words), said);
    }
}
