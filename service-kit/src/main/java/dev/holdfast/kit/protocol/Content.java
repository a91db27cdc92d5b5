package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message shows.
 *
 * @param text at most 2,000 characters; may be empty where there is an embed or a card
 * @param embeds at most 10, of at most 6,000 characters in all
 * @param rows at most 5, of at most 5 buttons or one select each; on a card where there is one
 * @param files at most 10
 * @param card shown in place of text and embeds; with its rows it has at most 40 components and
 *     4,000 characters
 * @param pinging exactly the people whom it notifies; at most 100
 */
public record Content(
        String text,
        List<Embed> embeds,
        List<List<Control>> rows,
        @AddedField List<Attachment> files,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Card card,
        @AddedField List<UserId> pinging) {

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_EMBEDS = 10;
    private static final int LONGEST_EMBEDS = 6_000;
    private static final int MOST_BUTTONS = 5;
    private static final int MOST_FILES = 10;
    private static final int MOST_PINGED = 100;

    /** For what may have to be told beside a card. */
    private static final int SPARE = 200;

    public Content {
        embeds = List.copyOf(embeds);
        rows = rows.stream().map(List::copyOf).toList();
        files = List.copyOf(files);
        pinging = List.copyOf(pinging);
        if (Required.characters(text) > LONGEST_TEXT) {
            throw new IllegalArgumentException("A message has at most 2,000 characters.");
        }
        if (embeds.size() > MOST_EMBEDS) {
            throw new IllegalArgumentException("A message has at most 10 embeds.");
        }
        if (embeds.stream().mapToInt(Embed::length).sum() > LONGEST_EMBEDS) {
            throw new IllegalArgumentException("A message's embeds have at most 6,000 characters.");
        }
        if (rows.size() > MOST_BUTTONS || !rows.stream().allMatch(Content::fits)) {
            throw new IllegalArgumentException(
                    "A message has at most 5 rows of 5 buttons or one select.");
        }
        if (files.size() > MOST_FILES) {
            throw new IllegalArgumentException("A message has at most 10 files.");
        }
        if (pinging.size() > MOST_PINGED) {
            throw new IllegalArgumentException("A message pings at most 100 people.");
        }
        if (card != null) {
            checkCard(card, rows, files);
            if (!text.isEmpty() || !embeds.isEmpty()) {
                throw new IllegalArgumentException("Beside a card stand no text and no embeds.");
            }
        }
    }

    /** The names of its files that its card does not show as pictures. */
    public List<String> filesApart() {
        return apart(card, files);
    }

    private static List<String> apart(@Nullable Card card, List<Attachment> files) {
        var names = new ArrayList<>(files.stream().map(Attachment::name).toList());
        if (card != null) {
            card.parts()
                    .forEach(part -> {
                        if (part instanceof CardPart.Picture(var file, _)) {
                            names.remove(file);
                        }
                    });
        }
        return names;
    }

    private static void checkCard(Card card, List<List<Control>> rows, List<Attachment> files) {
        var controls = rows.stream().mapToInt(row -> 1 + row.size()).sum();
        // Whom it pings and what became of its files may be told beside it.
        var beside = controls + apart(card, files).size() + 2;
        if (CardLayout.components(card) + beside > CardLayout.MOST_COMPONENTS) {
            throw new IllegalArgumentException("A card has at most 38 components.");
        }
        if (CardLayout.characters(card) > CardLayout.MOST_CHARACTERS - SPARE) {
            throw new IllegalArgumentException("A card has at most 3,800 characters.");
        }
        var names = files.stream().map(Attachment::name).toList();
        for (var part : card.parts()) {
            if (part instanceof CardPart.Picture(var file, _) && !names.contains(file)) {
                throw new IllegalArgumentException(
                        "No file of the card is called '%s'.".formatted(file));
            }
        }
    }

    public Content(String text, List<Embed> embeds, List<List<Control>> rows) {
        this(text, embeds, rows, List.of(), null, List.of());
    }

    private static boolean fits(List<Control> row) {
        return row.size() <= MOST_BUTTONS
                && (row.size() == 1 || row.stream().noneMatch(Select.class::isInstance));
    }

    public static Content text(String text) {
        return new Content(text, List.of(), List.of());
    }

    public static Content embed(Embed embed) {
        return new Content("", List.of(embed), List.of());
    }

    public static Content card(Card card) {
        return new Content("", List.of(), List.of(), List.of(), card, List.of());
    }

    /**
     * A card with pictures.
     *
     * @param files what its pictures are drawn from
     */
    public static Content card(Card card, Attachment... files) {
        return new Content("", List.of(), List.of(), List.of(files), card, List.of());
    }

    public Content buttons(Button... buttons) {
        return new Content(text, embeds, List.of(List.of(buttons)), files, card, pinging);
    }

    /** With one more row below the others. */
    public Content row(Control... controls) {
        var more = new ArrayList<>(rows);
        more.add(List.of(controls));
        return new Content(text, embeds, more, files, card, pinging);
    }

    public Content files(Attachment... these) {
        return new Content(text, embeds, rows, List.of(these), card, pinging);
    }

    /** These people are notified, and nobody else, however the answer reaches them. */
    public Content pinging(UserId... people) {
        return new Content(text, embeds, rows, files, card, List.of(people));
    }
}
