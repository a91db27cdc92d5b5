package dev.holdfast.smoke.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** What a person does on the page, by keyboard and mouse. */
final class ChatPage implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 15_000;

    private final Page page;
    private final Path screenshots;

    ChatPage(Page page, Path screenshots) {
        this.page = page;
        this.screenshots = screenshots;
    }

    void openChannel(String name) {
        page.locator("#channels")
                .getByText(name, new Locator.GetByTextOptions().setExact(true))
                .click();
        PlaywrightAssertions.assertThat(composer()).isVisible();
    }

    void actAs(String name) {
        var me = page.locator("#me");
        me.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Switch person"))
                .click();
        me.getByText(name, new Locator.GetByTextOptions().setExact(true)).last().click();
        PlaywrightAssertions.assertThat(me.locator(".me-head")).containsText(name);
    }

    /** Picks the command from the list, as typing it and Enter do. */
    ChatPage pick(String name) {
        composer().click();
        page.keyboard().type("/" + name);
        PlaywrightAssertions.assertThat(page.getByRole(AriaRole.OPTION).first())
                .containsText("/" + name);
        page.keyboard().press("Enter");
        return this;
    }

    /** Fills the option that the keyboard is in. */
    ChatPage fill(String option, String text) {
        PlaywrightAssertions.assertThat(page.locator("[data-option='%s']".formatted(option)))
                .isFocused();
        page.keyboard().type(text);
        return this;
    }

    /** Fills it with somebody from the list. */
    ChatPage choose(String option, String name) {
        fill(option, name);
        PlaywrightAssertions.assertThat(page.getByRole(AriaRole.OPTION).first()).containsText(name);
        page.keyboard().press("Enter");
        return this;
    }

    void send() {
        page.keyboard().press("Enter");
    }

    void say(String text) {
        composer().click();
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    void press(String button) {
        lastMessage()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** Waits until the newest message says so. */
    void sees(String text) {
        PlaywrightAssertions.assertThat(lastMessage())
                .containsText(
                        text,
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    String newest() {
        return lastMessage().innerText();
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(screenshots.resolve(name + ".png")));
    }

    @Override
    public void close() {
        page.close();
    }

    private Locator lastMessage() {
        return page.locator("#messages > li").last();
    }

    private Locator composer() {
        return page.locator("#composer-input");
    }
}
