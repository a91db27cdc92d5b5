package dev.holdfast.smoke.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CardPart;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a member's {@code /money history} as the member would: page by page, by its buttons. */
record HistoryReader(Caller service) {

    private static final Pattern LINE =
            Pattern.compile(
                    "(?<sign>[➕➖]) \\*\\*(?<coins>[\\d,]+)\\*\\* [^·]* · (?s:.*) then (?<then>[\\d,]+) .*");
    private static final String OLDER = "Older";
    private static final int MOST_PAGES = 10_000;

    /** What came (+) or went (-), and what there was then. */
    record Line(long amount, long then) {}

    /** All lines, the newest first. */
    List<Line> read(UserId member) throws IOException, InterruptedException {
        var lines = new ArrayList<Line>();
        var asking = Asking.in(Payment.GUILD).by(member).command("money history");
        var page = show(asking);
        for (var pages = 1; ; pages++) {
            assertTrue(pages < MOST_PAGES, "the history of " + member + " has no end");
            lines.addAll(lines(page));
            var older = button(page);
            if (older.isEmpty()) {
                return lines;
            }
            page = show(asking.button(member, older.get().state()));
        }
    }

    private Content show(Asking asking) throws IOException, InterruptedException {
        var answer = service.post(asking.build());
        assertEquals(200, answer.status(), answer::body);
        return switch (service.reply(answer)) {
            case Reply.Whisper(var content) -> content;
            case Reply.Update(var content) -> content;
            case Reply.Message(var content) -> content;
            case Reply.Modal modal -> throw new AssertionError(modal);
            case Reply.Question question -> throw new AssertionError(question);
            case Reply.Refusal(var text, _) -> throw new AssertionError(text);
        };
    }

    private static Optional<Button> button(Content page) {
        return page.rows().stream()
                .flatMap(List::stream)
                .map(Button.class::cast)
                .filter(button -> button.label().equals(OLDER) && !button.disabled())
                .findFirst();
    }

    /** The first line says in which order they are. */
    private static List<Line> lines(Content page) {
        return page.card().parts().stream()
                .filter(CardPart.Line.class::isInstance)
                .skip(1)
                .map(part -> line(part.words()))
                .toList();
    }

    private static Line line(String text) {
        var line = LINE.matcher(text);
        assertTrue(line.matches(), text);
        var coins = coins(line.group("coins"));
        return new Line("➕".equals(line.group("sign")) ? coins : -coins, coins(line.group("then")));
    }

    static long coins(String shown) {
        return Long.parseLong(shown.replace(",", ""));
    }
}
