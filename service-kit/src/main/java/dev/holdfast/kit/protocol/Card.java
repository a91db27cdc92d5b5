package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of an answer, which the gateway lays out; a command chooses no colors and no
 * positions. All texts are Discord's Markdown, so text that people wrote must be escaped before.
 * {@link CommandMention} names commands in them.
 *
 * @param kind decides the accent
 * @param emoji the feature's own, one and the same everywhere; may be empty
 * @param heading what this is, in a few words; may be empty where there is a line
 * @param about whom it is about: their avatar stands beside it and they are named in the heading
 * @param amount the number that matters, the largest thing on the card; may be empty
 * @param parts from top to bottom
 * @param fine small print at the end; may be empty
 * @see <a href="https://discord.com/developers/docs/components/reference">Discord: components</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Card(
        Kind kind,
        String emoji,
        String heading,
        @Nullable UserId about,
        @AddedField String amount,
        List<CardPart> parts,
        @AddedField String fine) {

    /** What it is for the person who reads it. */
    public enum Kind {
        /** Somebody gets coins, a role, a level. */
        GAIN,
        /** Balances, lists, help, settings. */
        INFO,
        /** Coins leave, a game is lost, somebody is banned, or a request is refused. */
        LOSS,
        /** Cooldowns, maintenance, something under way. */
        WAIT,
        /** History, audit, logs. */
        RECORD
    }

    public Card {
        Required.field("kind", kind);
        Required.field("emoji", emoji);
        Required.field("heading", heading);
        Required.field("parts", parts);
        parts = List.copyOf(parts);
        if (heading.isBlank() && parts.stream().noneMatch(CardPart::says)) {
            throw new IllegalArgumentException("A card has a heading or a line.");
        }
    }

    public static Card gain(String emoji, String heading) {
        return bare(Kind.GAIN, emoji, heading);
    }

    public static Card info(String emoji, String heading) {
        return bare(Kind.INFO, emoji, heading);
    }

    public static Card loss(String emoji, String heading) {
        return bare(Kind.LOSS, emoji, heading);
    }

    public static Card wait(String emoji, String heading) {
        return bare(Kind.WAIT, emoji, heading);
    }

    public static Card record(String emoji, String heading) {
        return bare(Kind.RECORD, emoji, heading);
    }

    /** One sentence in a frame. */
    public static Card sentence(Kind kind, String text) {
        return new Card(kind, "", "", null, "", List.of(new CardPart.Line(text)), "");
    }

    private static Card bare(Kind kind, String emoji, String heading) {
        if (heading.isBlank()) {
            throw new IllegalArgumentException("A card has a heading or a line.");
        }
        return new Card(kind, emoji, heading, null, "", List.of(), "");
    }

    public Card about(UserId person) {
        return new Card(kind, emoji, heading, person, amount, parts, fine);
    }

    public Card amount(String text) {
        return new Card(kind, emoji, heading, about, text, parts, fine);
    }

    /** One more line of text; it may hold several lines. */
    public Card line(String text) {
        return with(new CardPart.Line(text));
    }

    public Card field(String name, String value) {
        return with(new CardPart.Field(name, value));
    }

    /** One more item of a list. */
    public Card item(String text) {
        return with(new CardPart.Item(text));
    }

    /** A line with somebody's avatar beside it; a card has room for ten. */
    public Card person(UserId person, String text) {
        return with(new CardPart.Person(person, text));
    }

    /** A line across. */
    public Card divider() {
        return with(new CardPart.Divider(true));
    }

    /**
     * A file of the same {@link Content}, as a picture.
     *
     * @param description what somebody is told who does not see it
     */
    public Card picture(String file, String description) {
        return with(new CardPart.Picture(file, description));
    }

    /** One more line of small print. */
    public Card fine(String text) {
        var more = fine.isEmpty() ? text : fine + "\n" + text;
        return new Card(kind, emoji, heading, about, amount, parts, more);
    }

    private Card with(CardPart part) {
        var more = new ArrayList<>(parts);
        more.add(part);
        return new Card(kind, emoji, heading, about, amount, more, fine);
    }

    /** Its words without what they look like, such as for a log. */
    public String words() {
        var inParts = parts.stream().map(CardPart::words);
        return Stream.concat(Stream.of(heading, amount), Stream.concat(inParts, Stream.of(fine)))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
