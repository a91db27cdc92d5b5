package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.inquiry.JournalPage.Side;
import jakarta.inject.Singleton;
import java.util.ArrayList;

/** {@code /roles history [member] [role]}: the journal, a page at a time. */
@Singleton
final class RoleHistoryCommand implements Command {

    private static final int PAGE = 6;

    private final Texts texts = Texts.of(InquiryFeature.NAME);
    private final JournalEntryWords words = new JournalEntryWords(texts);

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("roles history", texts.english("history.description"))
                .needs(Permission.MANAGE_ROLES)
                .option(
                        OptionSpec.optional(
                                "member", texts.english("history.member"), OptionType.PERSON))
                .option(OptionSpec.optional("role", texts.english("history.role"), OptionType.ROLE))
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            var member = invocation.person("member").map(OptionValue.Person::user).orElse(null);
            var role = invocation.role("role").orElse(null);
            return Reply.whisper(
                    page(invocation, work, new JournalPage(member, role, Side.NEWEST, 0)));
        }
        return JournalPage.parse(pressed.get().state())
                .map(page -> Reply.update(page(invocation, work, page)))
                .orElseGet(() -> Reply.refuse(texts.say(invocation, "history.stale")));
    }

    private Content page(Invocation invocation, UnitOfWork work, JournalPage page) {
        var card = Card.record("🎭", texts.say(invocation, "history.title"));
        if (page.user() != null) {
            card = card.about(page.user());
        }
        if (page.role() != null) {
            card = card.line("<@&%s>".formatted(page.role()));
        }
        var shown = JournalReader.read(work, page, PAGE);
        if (shown.entries().isEmpty()) {
            return Content.card(card.line(texts.say(invocation, "history.empty")));
        }
        for (var entry : shown.entries()) {
            card = card.line(words.say(invocation, entry));
        }
        var buttons = new ArrayList<Button>();
        if (shown.newer()) {
            buttons.add(button(invocation, "newest", page.to(Side.NEWEST, 0)));
            buttons.add(
                    button(
                            invocation,
                            "newer",
                            page.to(Side.NEWER, shown.entries().getFirst().id())));
        }
        if (shown.older()) {
            buttons.add(
                    button(
                            invocation,
                            "older",
                            page.to(Side.OLDER, shown.entries().getLast().id())));
        }
        var content = Content.card(card);
        return buttons.isEmpty() ? content : content.buttons(buttons.toArray(Button[]::new));
    }

    private Button button(Invocation invocation, String word, JournalPage page) {
        return Button.of(texts.say(invocation, "history." + word), page.toString());
    }
}
