package dev.holdfast.health.statuspage;

/** HTML, piece by piece. Only {@link #raw} takes what is HTML already; all else is escaped. */
final class Markup {

    private final StringBuilder html = new StringBuilder();

    /** Our own HTML. */
    Markup raw(String own) {
        html.append(own);
        return this;
    }

    /** Text, whoever wrote it; also within an attribute's quotes. */
    Markup text(String text) {
        text.codePoints().forEach(this::append);
        return this;
    }

    private void append(int character) {
        switch (character) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.appendCodePoint(character);
        }
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
