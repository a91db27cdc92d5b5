package dev.holdfast.ctl;

/** How a word looks on a terminal. */
enum TextColor {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    BAD("31"),
    GOOD("32"),
    WARN("33"),
    NAME("36");

    private final String code;

    TextColor(String code) {
        this.code = code;
    }

    String on(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
