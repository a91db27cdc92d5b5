package dev.holdfast.smoke.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** What a person does on the page, by keyboard and mouse. */
public final class ChatPage implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 30_000;

    private final Page page;
    private final Path screenshots;
    private final String messages;

    public ChatPage(Page page, Path screenshots) {
        this(page, screenshots, "#messages > li");
    }

    private ChatPage(Page page, Path screenshots, String messages) {
        this.page = page;
        this.screenshots = screenshots;
        this.messages = messages;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    /** The same page, whose newest message is the newest that this person alone sees. */
    public ChatPage privately() {
        return new ChatPage(page, screenshots, messages + "[data-ephemeral='true']");
    }

    /** The same page, whose newest message is the newest that has these words. */
    public ChatPage showing(String words) {
        return new ChatPage(page, screenshots, messages + ":has-text(\"%s\")".formatted(words));
    }

    public void openChannel(String name) {
        page.locator("#channels")
                .getByText(name, new Locator.GetByTextOptions().setExact(true))
                .click();
        PlaywrightAssertions.assertThat(composer()).isVisible();
    }

    public void actAs(String name) {
        var me = page.locator("#me");
        me.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Switch person"))
                .click();
        me.getByText(name, new Locator.GetByTextOptions().setExact(true)).last().click();
        PlaywrightAssertions.assertThat(me.locator(".me-head")).containsText(name);
    }

    /** Picks the command from the list, as typing it and Enter do. */
    public ChatPage pick(String name) {
        composer().click();
        page.keyboard().type("/" + name);
        PlaywrightAssertions.assertThat(page.getByRole(AriaRole.OPTION).first())
                .containsText("/" + name);
        page.keyboard().press("Enter");
        return this;
    }

    /** Fills the option that the keyboard is in. */
    public ChatPage fill(String option, String text) {
        PlaywrightAssertions.assertThat(page.locator("[data-option='%s']".formatted(option)))
                .isFocused();
        page.keyboard().type(text);
        return this;
    }

    /** Fills it with somebody from the list. */
    public ChatPage choose(String option, String name) {
        fill(option, name);
        PlaywrightAssertions.assertThat(page.getByRole(AriaRole.OPTION).first()).containsText(name);
        page.keyboard().press("Enter");
        return this;
    }

    /** Takes an option that may be left out, by its name and Tab. */
    public ChatPage option(String name) {
        page.keyboard().type(name);
        page.keyboard().press("Tab");
        return this;
    }

    /** Picks from the newest message's list by keyboard alone: the line that has these words. */
    public void pickFromList(String words) {
        var list = lastMessage().locator(".select-head");
        list.focus();
        page.keyboard().press("Enter");
        var lines = lastMessage().getByRole(AriaRole.OPTION);
        PlaywrightAssertions.assertThat(lines.first()).isFocused();
        for (var line = 0; !lines.nth(line).innerText().contains(words); line++) {
            page.keyboard().press("ArrowDown");
        }
        page.keyboard().press("Enter");
    }

    /** Picks one more from the newest message's list of several, beside what is picked already. */
    public void pickAllFromList(String... words) {
        lastMessage().locator(".select-head").click();
        for (var each : words) {
            lastMessage()
                    .getByRole(AriaRole.OPTION)
                    .filter(new Locator.FilterOptions().setHasText(each))
                    .first()
                    .click();
        }
        page.keyboard().press("Escape");
    }

    /** Waits for a window, and for what its only field holds. */
    public void seesWindow(String title, String value) {
        PlaywrightAssertions.assertThat(page.locator("#modal-title")).hasText(title);
        PlaywrightAssertions.assertThat(window()).hasValue(value);
    }

    /** Writes into the window's only field and sends it by Enter. */
    public void fillWindow(String text) {
        window().fill(text);
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("#modal")).isHidden();
    }

    private Locator window() {
        return page.locator("#modal [name]");
    }

    public void send() {
        page.keyboard().press("Enter");
    }

    public void say(String text) {
        composer().click();
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    public void press(String button) {
        lastMessage()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** Reacts as others did before, or takes that back. */
    public void react(String emoji) {
        lastMessage().locator("[data-emoji='%s']".formatted(emoji)).click();
    }

    /** Waits until the newest message says so. */
    public void sees(String text) {
        PlaywrightAssertions.assertThat(lastMessage()).containsText(text);
    }

    public String newest() {
        return lastMessage().innerText();
    }

    public void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(screenshots.resolve(name + ".png")));
    }

    @Override
    public void close() {
        page.close();
    }

    private Locator lastMessage() {
        return page.locator(messages).last();
    }

    private Locator composer() {
        return page.locator("#composer-input");
    }
}
