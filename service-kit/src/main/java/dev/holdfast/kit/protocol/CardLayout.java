package dev.holdfast.kit.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A card's parts as Discord has them, from top to bottom, without its controls. The same layout is
 * measured where a card is made and drawn where it is sent, so what fits there is taken here.
 */
public final class CardLayout {

    /** What Discord takes: components in a message, nested ones counted, and characters in all. */
    static final int MOST_COMPONENTS = 40;

    static final int MOST_CHARACTERS = 4_000;

    /** A clickable command has a snowflake and a colon more than its placeholder. */
    private static final int MENTION_GROWS = 21;

    private static final Pattern MENTION = Pattern.compile("</[a-z]");

    /** Discord's own green, blurple, red and yellow, and a grey that is seen on light and dark. */
    public static int accent(Card.Kind kind) {
        return switch (kind) {
            case GAIN -> 0x57F287;
            case INFO -> 0x5865F2;
            case LOSS -> 0xED4245;
            case WAIT -> 0xFAA61A;
            case RECORD -> 0x80848E;
        };
    }

    /** One of Discord's components. */
    public sealed interface Block {

        int components();

        default String text() {
            return "";
        }

        /** A text display. */
        record Words(String text) implements Block {

            @Override
            public int components() {
                return 1;
            }
        }

        /** A section with an avatar for a thumbnail. */
        record Beside(String text, UserId person) implements Block {

            @Override
            public int components() {
                return 3;
            }
        }

        /** A separator. */
        record Space(boolean line) implements Block {

            @Override
            public int components() {
                return 1;
            }
        }

        /** A media gallery with one picture. */
        record Gallery(String file, String description) implements Block {

            @Override
            public int components() {
                return 1;
            }
        }
    }

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable UserId beside;
    private boolean isHead;

    private CardLayout(Card card) {
        beside = card.about();
        isHead = beside != null;
        head(card);
        card.parts().forEach(this::add);
        fine(card.fine());
        flush();
    }

    public static List<Block> of(Card card) {
        return List.copyOf(new CardLayout(card).blocks);
    }

    /** How many components it takes, its container counted. */
    static int components(Card card) {
        return 1 + of(card).stream().mapToInt(Block::components).sum();
    }

    /** How many characters it takes once its commands are clickable. */
    static int characters(Card card) {
        return of(card).stream().map(Block::text).mapToInt(CardLayout::characters).sum();
    }

    private static int characters(String text) {
        var mentions = (int) MENTION.matcher(text).results().count();
        return Required.characters(text) + mentions * MENTION_GROWS;
    }

    private void head(Card card) {
        var person = card.about() == null ? "" : "<@%s>".formatted(card.about());
        var named =
                card.heading().isBlank() || person.isEmpty()
                        ? card.heading() + person
                        : card.heading() + " · " + person;
        var heading = (card.emoji() + " " + named).strip();
        if (!named.isBlank()) {
            line("### " + heading);
        }
        if (!card.amount().isBlank()) {
            line("# " + card.amount());
        }
    }

    private void add(CardPart part) {
        switch (part) {
            case CardPart.Line(var line) -> {
                line(line);
                closeHead();
            }
            case CardPart.Field(var name, var value) -> inBody("**%s:** %s".formatted(name, value));
            case CardPart.Item(var item) -> inBody("- " + item.replace("\n", "\n  "));
            case CardPart.Person(var person, var words) -> {
                flush();
                blocks.add(new Block.Beside(words, person));
            }
            case CardPart.Divider(var line) -> {
                flush();
                blocks.add(new Block.Space(line));
            }
            case CardPart.Picture(var file, var description) -> {
                flush();
                blocks.add(new Block.Gallery(file, description));
            }
        }
    }

    /** Beside an avatar stand the heading, the amount and one line; lists have the whole width. */
    private void closeHead() {
        if (isHead) {
            flush();
        }
    }

    private void inBody(String words) {
        closeHead();
        line(words);
    }

    private void fine(String print) {
        if (!print.isBlank()) {
            closeHead();
            line(print.lines().map(each -> "-# " + each).collect(Collectors.joining("\n")));
        }
    }

    private void line(String words) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(words);
    }

    private void flush() {
        if (text.isEmpty()) {
            return;
        }
        var words = text.toString();
        text.setLength(0);
        blocks.add(
                isHead && beside != null
                        ? new Block.Beside(words, beside)
                        : new Block.Words(words));
        isHead = false;
    }
}
