package dev.holdfast.kit.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What a message shows.
 *
 * @param text at most 2,000 characters; may be empty where there is an embed
 * @param embeds at most 10, of at most 6,000 characters in all
 * @param rows at most 5, of at most 5 buttons or one select each
 * @param files at most 10
 */
public record Content(
        String text, List<Embed> embeds, List<List<Control>> rows, @Added List<Attachment> files) {

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_EMBEDS = 10;
    private static final int LONGEST_EMBEDS = 6_000;
    private static final int MOST_BUTTONS = 5;
    private static final int MOST_FILES = 10;

    public Content {
        embeds = List.copyOf(embeds);
        rows = rows.stream().map(List::copyOf).toList();
        files = List.copyOf(files);
        if (text.length() > LONGEST_TEXT) {
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
    }

    public Content(String text, List<Embed> embeds, List<List<Control>> rows) {
        this(text, embeds, rows, List.of());
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

    public Content buttons(Button... buttons) {
        return new Content(text, embeds, List.of(List.of(buttons)), files);
    }

    /** With one more row below the others. */
    public Content row(Control... controls) {
        var more = new ArrayList<>(rows);
        more.add(List.of(controls));
        return new Content(text, embeds, more, files);
    }

    public Content files(Attachment... these) {
        return new Content(text, embeds, rows, List.of(these));
    }
}
