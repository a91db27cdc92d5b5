package dev.holdfast.kit.protocol;

import java.util.List;

/**
 * What a message shows.
 *
 * @param text at most 2,000 characters; may be empty where there is an embed
 * @param embeds at most 10, of at most 6,000 characters in all
 * @param rows of buttons; at most 5 rows of at most 5
 */
public record Content(String text, List<Embed> embeds, List<List<Button>> rows) {

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_EMBEDS = 10;
    private static final int LONGEST_EMBEDS = 6_000;
    private static final int MOST_BUTTONS = 5;

    public Content {
        embeds = List.copyOf(embeds);
        rows = rows.stream().map(List::copyOf).toList();
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("A message has at most 2,000 characters.");
        }
        if (embeds.size() > MOST_EMBEDS) {
            throw new IllegalArgumentException("A message has at most 10 embeds.");
        }
        if (embeds.stream().mapToInt(Embed::length).sum() > LONGEST_EMBEDS) {
            throw new IllegalArgumentException("A message's embeds have at most 6,000 characters.");
        }
        if (rows.size() > MOST_BUTTONS || rows.stream().anyMatch(r -> r.size() > MOST_BUTTONS)) {
            throw new IllegalArgumentException("A message has at most 5 rows of 5 buttons.");
        }
    }

    public static Content text(String text) {
        return new Content(text, List.of(), List.of());
    }

    public static Content embed(Embed embed) {
        return new Content("", List.of(embed), List.of());
    }

    public Content buttons(Button... buttons) {
        return new Content(text, embeds, List.of(List.of(buttons)));
    }
}
