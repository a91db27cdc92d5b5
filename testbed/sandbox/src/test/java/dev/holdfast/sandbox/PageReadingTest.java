package dev.holdfast.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.holdfast.sandbox.Browsing.newest;
import static dev.holdfast.sandbox.Browsing.press;
import static dev.holdfast.sandbox.Browsing.say;
import static dev.holdfast.sandbox.Browsing.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading: what was said long ago, what is new, and how people are. */
@QuarkusTest
@Tag("chaos")
class PageReadingTest extends BrowserTest {
    private static final String PLAYS =
            "{'since':null,'afk':false,'status':'idle','activities':[{'name':'the tide','type':3}]}";

    private static final String POLL =
            "{'poll':{'question':{'text':'Where to?'},'answers':[{'poll_media':{'text':'North'}},{'poll_media':{'text':'South'}}],'duration':24}}";

    private String channel(String name) {
        var form = Json.object().put("name", name);
        var made = client.rest("POST", "/guilds/" + client.guildId() + "/channels", form);
        return made.body().path("id").asText();
    }

    private void write(String person, String channel, String text) {
        var act = client.act("message", person, "general").put("channelId", channel);
        client.act(act.put("content", text));
    }

    @Test
    void whatWasSaidLongAgoComesAsOneScrollsUp() {
        var log = channel("log");
        for (var line = 1; line <= 250; line++) write("ben", log, "Line " + line);
        try (var ada = desktop("?as=ada&channel=log")) {
            assertThat(newest(ada)).containsText("Line 250");
            assertThat(ada.locator("#messages .message")).hasCount(100);
            assertThat(ada.locator("#present")).isHidden();
            var held = ada.locator("#messages .message").nth(3);
            held.scrollIntoViewIfNeeded();
            assertThat(ada.locator("#messages .message")).hasCount(200);
            var line = ada.getByText("Line 154", new Page.GetByTextOptions().setExact(true));
            assertThat(line).isInViewport();
            shoot(ada, "10-older");
            ada.evaluate("document.getElementById('scroller').scrollTop = 0");
            assertThat(ada.locator("#messages .message")).hasCount(250);
            ada.evaluate("document.getElementById('scroller').scrollTop = 0");
            assertThat(ada.locator(".beginning h2")).isInViewport();
            write("ben", log, "Line 251");
            assertThat(newest(ada)).containsText("Line 251");
            assertThat(ada.locator(".beginning h2")).isInViewport();
            assertThat(ada.locator(".day.fresh")).hasCount(1);
            press(ada.locator("#present"), "Jump to present").click();
            assertThat(newest(ada)).isInViewport();
            assertThat(ada.locator("#messages .message")).hasCount(100);
            shoot(ada, "10-fresh");
            assertThat(ada.locator("#composer-input")).isFocused();
            say(ada, "Thank you");
            assertThat(ada.locator(".day.fresh")).hasCount(0);
        }
    }

    @Test
    void newMessagesAreMarkedWhereTheyBegin() {
        var log = channel("watch");
        write("ben", log, "An old line");
        try (var ada = desktop("?as=ada&channel=games")) {
            for (var line = 1; line <= 60; line++) write("ben", log, "New line " + line);
            assertThat(ada.locator("[data-channel='%s']".formatted(log)))
                    .hasClass(Pattern.compile("unread"));
            ada.locator("[data-channel='%s']".formatted(log)).click();
            assertThat(ada.locator("#fresh")).containsText("60 new messages since");
            shoot(ada, "10-new-bar");
            ada.locator("#fresh .fresh-words").click();
            assertThat(ada.locator(".day.fresh")).isInViewport();
            assertThat(ada.locator(".day.fresh + .message")).containsText("New line 1");
            assertThat(ada.locator("#present")).isVisible();
            shoot(ada, "10-new");
            ada.locator("#composer-input").press("Escape");
            assertThat(ada.locator(".day.fresh")).hasCount(0);
            assertThat(newest(ada)).isInViewport();
            assertEquals(List.of(), Accessibility.violations(ada));
        }
        try (var phone = browsing.phone(root, "?as=marina&channel=watch")) {
            phone.evaluate("document.getElementById('scroller').scrollTop = 0");
            assertThat(phone.locator("#present")).isVisible();
            shoot(phone, "10-phone");
            assertEquals(List.of(), Accessibility.violations(phone));
        }
    }

    @Test
    void aReplyMentionsWhomItAnswersOnlyWhereOneWantsThat() {
        write("ben", client.channel("games"), "Who is there?");
        try (var ada = desktop("?as=ada&channel=games");
                var ben = desktop("?as=ben&channel=games")) {
            newest(ada).focus();
            ada.keyboard().press("r");
            assertThat(ada.locator(".message.replying")).hasCount(1);
            say(ada, "I am");
            assertThat(newest(ben)).hasClass(Pattern.compile("pinged"));
            assertThat(ada.locator(".message.replying")).hasCount(0);
            newest(ada).locator("xpath=preceding-sibling::li[1]").focus();
            ada.keyboard().press("r");
            press(ada.locator("#composer"), "Mention them").click();
            shoot(ada, "18-reply");
            assertEquals(List.of(), Accessibility.violations(ada));
            say(ada, "And nobody else");
            assertThat(newest(ben)).containsText("And nobody else");
            assertThat(newest(ben)).not().hasClass(Pattern.compile("pinged"));
            newest(ben).locator(".context.jump").click();
            assertThat(ben.locator(".message.jumped")).containsText("Who is there?");
        }
    }

    @Test
    void peopleVoteInAPoll() {
        var poll = json(POLL);
        client.rest("POST", "/channels/" + client.channel("games") + "/messages", poll);
        try (var ada = desktop("?as=ada&channel=games");
                var ben = desktop("?as=ben&channel=games")) {
            newest(ada).getByText("South").click();
            press(newest(ada), "Vote").click();
            assertThat(newest(ada).locator(".poll-answer.mine")).containsText("1 vote, 100%");
            assertThat(newest(ben).locator("footer")).containsText("1 vote");
            newest(ben).getByText("North").click();
            shoot(ben, "19-poll");
            press(newest(ben), "Vote").click();
            assertThat(newest(ada).locator(".poll-answer.mine")).containsText("1 vote, 50%");
            shoot(ada, "19-voted");
            assertEquals(List.of(), Accessibility.violations(ada));
            press(newest(ben), "Remove Vote").click();
            assertThat(newest(ada).locator(".poll-answer.mine")).containsText("1 vote, 100%");
        }
    }

    @Test
    void peopleSayHowTheyAreAndEverybodySeesIt() {
        try (var ada = desktop("?as=ada&channel=games");
                var ben = desktop("?as=ben&channel=games")) {
            var hers = ben.locator("#members [data-profile='%s']".formatted(client.user("ada")));
            assertThat(hers.locator(".dot.online")).isVisible();
            ada.locator(".me-head").click();
            shoot(ada, "11-status");
            assertEquals(List.of(), Accessibility.violations(ada));
            ada.locator("[data-status=dnd]").click();
            assertThat(hers.locator(".dot.dnd")).isVisible();
            assertThat(ada.locator(".me-head")).containsText("Do Not Disturb");
            assertThat(ada.locator(".me-head")).isFocused();
            ada.locator(".me-head").click();
            ada.getByText("Set custom status").click();
            ada.locator("dialog [name=answer]").fill("Mending nets");
            ada.keyboard().press("Enter");
            assertThat(hers).containsText("Mending nets");
            shoot(ben, "11-members");
            ada.locator(".me-head").click();
            ada.locator("[data-status=invisible]").click();
            assertThat(hers.locator(".dot.offline")).isVisible();
            assertThat(ben.locator("#members h3").last()).containsText("Offline — ");
            shoot(ben, "11-offline");
            hers.click();
            assertThat(ben.locator(".card .dot.offline")).isVisible();
            var told = client.act(client.act("present", "ada", "games").put("content", "online"));
            assertEquals(200, told.status());
            assertThat(hers.locator(".dot.online")).isVisible();
            assertThat(ben.locator(".card .dot.online")).isVisible();
            var app = "#members [data-profile='%s']".formatted(client.application());
            try (var gateway = client.login(GUILDS)) {
                gateway.send(3, json(PLAYS));
                assertThat(ben.locator(app)).containsText("Watching the tide");
                assertThat(ben.locator(app + " .dot.idle")).isVisible();
                shoot(ben, "11-bot");
            }
        }
    }
}
