package dev.holdfast.economy.wallet;

/** The colours of what is about money. */
final class Colors {

    static final int GOLD = 0xE3B341;

    private Colors() {}
}
