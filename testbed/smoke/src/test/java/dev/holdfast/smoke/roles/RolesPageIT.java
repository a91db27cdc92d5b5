package dev.holdfast.smoke.roles;

import static dev.holdfast.smoke.roles.Person.channel;
import static dev.holdfast.smoke.roles.Person.flag;
import static dev.holdfast.smoke.roles.Person.role;
import static dev.holdfast.smoke.roles.Person.text;
import static dev.holdfast.smoke.roles.Person.whole;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.smoke.chaos.LocalDiscord;
import dev.holdfast.smoke.page.Chromium;
import dev.holdfast.smoke.page.Owner;
import dev.holdfast.smoke.page.RunningStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people see of their roles, in a real browser at two widths, and which roles they then have
 * on Discord: in one guild what gives roles to everybody, in the other verification.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolesPageIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private static final String BUTTONS = "Press a button to get a role.";
    private static final String LIST = "Pick all the roles you want.";
    private static final String REACTIONS = "React to get a role.";
    private static final String BUTTON_PANEL = "Press the button, and you’re in.";
    private static final String QUESTION_PANEL = "Press the button and answer a question";
    private static final String PICTURE_PANEL = "type the letters you see in a picture";
    private static final String APPROVAL_PANEL = "a moderator will let you in";
    private static final String VERIFIED = "You’re verified";
    private static final String COLOUR = "Which colour is the lighthouse?";

    @TempDir static Path data;

    private static Chromium chromium;
    private static RunningStack stack;
    private static BothWidths page;
    private static Harbour open;
    private static Harbour guarded;

    /** Without a browser nothing is started. */
    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        var settings = Map.of("SANDBOX_GUILDS", "2", "HOLDFAST_SECRET", HoldfastServers.SECRET);
        stack = RunningStack.start(ROOT, data, RunningStack.freePorts(), settings);
        page = new BothWidths(chromium.browser(), stack.page());
        var discord = new LocalDiscord(stack.page().getPort());
        open = new Harbour(discord, 0);
        open.makes("Port", "Starboard", "Red", "Blue", "Sailor", "Rower");
        open.makes("Newcomer", "Helper", "Spyglass", "Deckhand");
        open.joins("Otto");
        guarded = new Harbour(discord, 1);
        guarded.makes("Crew", "Brig");
        for (var name : List.of("Cora", "Dora", "Edda", "Finn")) {
            guarded.joins(name);
        }
        new RolesAdmin(open, "Marina", "general").awaitRole("Deckhand");
        new RolesAdmin(guarded, "Marina", "general").awaitRole("Brig");
        new RolesAdmin(open, "Ada", "general").awaitMember("Lightkeeper");
        aMinuteBegins();
    }

    @AfterAll
    static void stop() throws Exception {
        try (var _ = stack;
                var _ = chromium) {
            if (page != null) {
                assertEquals(List.of(), page.complaints(), "the browser's console complained");
            }
        }
    }

    /** No temporary role is shorter; the other tests run meanwhile. */
    private static void aMinuteBegins() throws Exception {
        page.open(open, "Milo", "bank");
        new RolesAdmin(open, "Milo", "bank").lends("Deckhand", "Otto", "1m");
        page.whispers("roles-temporary-1-given", "Temporary role · @Otto", "@Deckhand", "Until:");
        holds(open, "Otto", "Deckhand");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aTemporaryRoleEndsByItself() throws Exception {
        await().atMost(TWO_MINUTES)
                .untilAsserted(() -> assertEquals(Set.of(), open.held().get("Otto")));
        page.open(open, "Milo", "bank");
        asksWhy("Deckhand", "Otto");
        page.whispers("roles-temporary-2-over", "no longer gets @Deckhand", "its time is over");
    }

    @Test
    void saysWhySomebodyHasARole() throws Exception {
        page.open(open, "Ada", "bank");
        page.desktop().pick("why").choose("role", "Lightkeeper").send();
        page.whispers("roles-why-1-own", "You have @Lightkeeper.", "Nothing of mine gives");
        asksWhy("Deckhand", "Otto");
        page.whispers("roles-why-2-refused", "To ask about others’, you need Manage Roles.");
        page.open(open, "Milo", "bank");
        asksWhy("Lightkeeper", "Ada");
        page.whispers("roles-why-3-others", "Why this role? · @Ada", "@Ada has @Lightkeeper.");
        holds(open, "Ada", "Lightkeeper");
    }

    @Test
    void saysWhatStandsInTheWayAndHowToMendIt() throws Exception {
        page.open(open, "Marina", "bank");
        page.desktop().pick("roles diagnose").send();
        page.whispers("roles-diagnose-1-fine", "Role check", "Everything looks good.");
        new RolesAdmin(open, "Marina", "general").lends("Spyglass", "Ben", "1h");
        holds(open, "Ben", "Spyglass");
        open.raises("Spyglass");
        page.desktop().pick("roles diagnose").send();
        page.whispers(
                "roles-diagnose-2-found",
                "One thing needs your attention.",
                "@Spyglass is above my highest role, and 1 member needs it",
                "drag my role above it");
        holds(open, "Ben", "Spyglass");
    }

    @Test
    void menusGiveRolesByButtonsAListAndReactions() throws Exception {
        var marina = new RolesAdmin(open, "Marina", "games");
        page.open(open, "Ada", "games");

        marina.makesMenu("Watches", "buttons", "Port", "Starboard");
        page.shows("roles-menu-1-buttons", BUTTONS);
        page.desktop().showing(BUTTONS).press("Port");
        page.whispers("roles-menu-2-given", "You now have @Port.");
        holds(open, "Ada", "Lightkeeper", "Port");
        page.desktop().showing(BUTTONS).press("Port");
        page.whispers("roles-menu-3-given-back", "You no longer have @Port.");
        holds(open, "Ada", "Lightkeeper");

        marina.makesMenu("Colours", "select", "Red", "Blue");
        page.shows("roles-menu-4-list", LIST);
        page.desktop().showing(LIST).pickAllFromList("Red", "Blue");
        page.whispers("roles-menu-5-picked", "You now have", "@Red", "@Blue");
        holds(open, "Ada", "Lightkeeper", "Red", "Blue");

        marina.makesMenu("Boats", "reactions", "Sailor", "Rower");
        page.shows("roles-menu-6-reactions", REACTIONS, "⚓ @Sailor", "⛵ @Rower");
        page.desktop().showing(REACTIONS).react("⚓");
        holds(open, "Ada", "Lightkeeper", "Red", "Blue", "Sailor");
        page.shows("roles-menu-7-reacted", REACTIONS);
        page.desktop().showing(REACTIONS).react("⚓");
        holds(open, "Ada", "Lightkeeper", "Red", "Blue");

        page.open(open, "Marina", "games");
        page.shows("roles-menu-8-editor", "Members pick by: Reactions", "⚓ @Sailor");
    }

    @Test
    void newcomersGetTheirRolesAndKeepThemWhenTheyComeBack() throws Exception {
        var marina = open.person("Marina", "bank");
        page.open(open, "Marina", "bank");
        marina.picks(marina.uses("roles autorole"), "people", open.roles("Newcomer"));
        page.whispers("roles-newcomers-1-set", "Roles for newcomers", "People: @Newcomer");
        var gwen = open.joins("Gwen");
        holds(open, "Gwen", "Newcomer");
        marina.uses("role settings", flag("sticky-roles", true));
        page.whispers("roles-newcomers-2-sticky", "Settings saved", "Sticky roles:");
        open.gives("Gwen", "Helper");
        holds(open, "Gwen", "Helper", "Newcomer");
        open.leaves(gwen);
        open.joinsAgain(gwen);
        holds(open, "Gwen", "Helper", "Newcomer");
        page.open(open, "Gwen", "bank");
        page.desktop().pick("why").choose("role", "Helper").send();
        page.whispers("roles-newcomers-3-back", "You have @Helper.", "Given back on rejoining");
    }

    @Test
    void badInputIsAnsweredByASentenceAndChangesNothing() throws Exception {
        var milo = new RolesAdmin(guarded, "Milo", "games");
        var held = guarded.held();
        var posted = guarded.posted("games");
        page.open(guarded, "Milo", "games");

        isOneLine(milo.lends("Crew", "Ben", "soon"));
        page.whispers("roles-refused-1-time", "as a length of time. Write it like 30m, 12h,");
        isOneLine(milo.person().uses("menu post", text("menu", "Nowhere")));
        page.whispers("roles-refused-2-menu", "There’s no menu called", "See /menu list");
        isOneLine(
                milo.person()
                        .uses(
                                "verify setup",
                                role("role", guarded.role("Moderator")),
                                channel("channel", guarded.channel("games")),
                                text("way", "button")));
        page.whispers("roles-refused-3-role", "I can’t give @Moderator: it’s above my highest");

        assertEquals(held, guarded.held());
        assertEquals(posted, guarded.posted("games"));
    }

    @Test
    void verifiesByAButton() throws Exception {
        new RolesAdmin(guarded, "Marina", "bank").setsUpVerification("button");
        page.open(guarded, "Marina", "bank");
        page.whispers("roles-verify-1-set-up", "Verification is on", "Role: @Crew", "A button");
        pressesVerify("roles-verify-2-panel", "Ada", BUTTON_PANEL);
        page.whispers("roles-verify-3-done", VERIFIED, "You now have @Crew.");
        holds(guarded, "Ada", "Crew", "Lightkeeper");
    }

    @Test
    void verifiesByAQuestionAndPausesAfterThreeWrongTries() throws Exception {
        asksForTheColour("question");
        pressesVerify("roles-question-1-panel", "Ben", QUESTION_PANEL);
        page.whispers("roles-question-2-asked", "A question first", COLOUR);
        answers("roles-question-3-window", "green");
        page.whispers("roles-question-4-wrong", "That’s not it. You have 2 tries left.");
        holds(guarded, "Ben");
        answers("roles-question-3-window", "Scarlet");
        page.whispers("roles-question-5-done", VERIFIED, "You now have @Crew.");
        holds(guarded, "Ben", "Crew");

        pressesVerify("roles-question-1-panel", "Finn", QUESTION_PANEL);
        for (var said : List.of("2 tries left", "one try left", "That wasn’t it either.")) {
            answers("roles-question-3-window", "blue");
            page.whispers("roles-question-6-tries", said);
        }
        page.desktop().showing(QUESTION_PANEL).press("Verify");
        await().atMost(PATIENCE)
                .until(() -> !page.desktop().privately().newest().contains("either"));
        page.whispers("roles-question-7-pause", "Take a break", "You can try again");
        holds(guarded, "Finn");
    }

    @Test
    void verifiesByAPictureAndWithoutIt() throws Exception {
        asksForTheColour("picture");
        pressesVerify("roles-picture-1-panel", "Cora", PICTURE_PANEL);
        page.drawsAPicture();
        page.whispers("roles-picture-2-letters", "Type the letters", "Which six letters");
        var letters = PictureLetters.of(page.customId("Type them"));
        page.fills("roles-picture-3-window", "Type them", "Type the letters", letters);
        page.whispers("roles-picture-4-done", VERIFIED, "You now have @Crew.");
        holds(guarded, "Cora", "Crew");

        pressesVerify("roles-picture-1-panel", "Dora", PICTURE_PANEL);
        page.drawsAPicture();
        page.desktop().privately().press("I can’t read it");
        page.whispers("roles-picture-5-question", "A question first", COLOUR);
        answers("roles-picture-6-window", "red");
        page.whispers("roles-picture-7-done", VERIFIED, "You now have @Crew.");
        holds(guarded, "Dora", "Crew");
    }

    @Test
    void verifiesByAModeratorsApproval() throws Exception {
        new RolesAdmin(guarded, "Marina", "bank").setsUpVerification("approval");
        pressesVerify("roles-approval-1-panel", "Edda", APPROVAL_PANEL);
        page.whispers("roles-approval-2-waits", "A moderator will have a look");
        holds(guarded, "Edda");
        page.open(guarded, "Milo", "moderators");
        page.shows("roles-approval-3-request", "Wants in · @Edda", "Let them in?");
        page.desktop().showing("Wants in").press("Approve");
        page.shows("roles-approval-4-approved", "Approved · @Edda", "@Milo let @Edda in.");
        holds(guarded, "Edda", "Crew");
    }

    @Test
    void theRaidGateHoldsNewcomersBackUntilAModeratorEndsIt() throws Exception {
        new RolesAdmin(guarded, "Marina", "bank").setsUpVerification("button");
        guarded.person("Milo", "bank").uses("role settings", whole("raid-joins", 3));
        var raiders = List.of("Raider 1", "Raider 2", "Raider 3", "Raider 4");
        for (var raider : raiders) {
            guarded.joins(raider);
        }
        page.open(guarded, "Milo", "moderators");
        page.shows(
                "roles-raid-1-closed",
                "Raid gate closed",
                "More than 3 people joined within a minute.",
                "Newcomers have @Brig",
                "Invites are paused.");
        for (var raider : raiders) {
            holds(guarded, raider, "Brig");
        }
        pressesVerify("roles-raid-2-panel", "Raider 1", BUTTON_PANEL);
        page.whispers("roles-raid-3-held", "Give us a few minutes");
        holds(guarded, "Raider 1", "Brig");

        page.open(guarded, "Milo", "moderators");
        page.desktop().showing("Raid gate closed").press("End now");
        page.shows("roles-raid-4-open", "Raid gate open", "@Milo opened it.");
        for (var raider : raiders) {
            holds(guarded, raider);
        }
        pressesVerify("roles-raid-2-panel", "Raider 1", BUTTON_PANEL);
        page.whispers("roles-raid-5-verified", VERIFIED);
        holds(guarded, "Raider 1", "Crew");
    }

    private static void asksForTheColour(String way) throws Exception {
        new RolesAdmin(guarded, "Marina", "general").asks(COLOUR, "red", "scarlet");
        new RolesAdmin(guarded, "Marina", "bank").setsUpVerification(way);
    }

    private static void pressesVerify(String picture, String person, String panel)
            throws Exception {
        page.open(guarded, person, "bank");
        page.shows(picture, panel);
        page.desktop().showing(panel).press("Verify");
    }

    private static void answers(String picture, String words) {
        page.fills(picture, "Answer", "A question first", words);
    }

    private static void asksWhy(String role, String person) {
        var asked = page.desktop().pick("why").choose("role", role);
        asked.option("member").choose("member", person).send();
    }

    /** Somebody has these roles on Discord and no others. */
    private static void holds(Harbour harbour, String person, String... roles) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(Set.of(roles), harbour.held().get(person)));
    }

    private static void isOneLine(JsonNode reply) {
        var said = Owner.text(reply).strip();
        assertEquals(1, said.lines().count(), said);
    }
}
