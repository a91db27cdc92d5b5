package dev.holdfast.kit.picture;

import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CardLayout;
import java.awt.Color;
import java.util.List;

/** The colors of all pictures; they fit Discord's cards on its dark and its light theme. */
public final class Palette {

    public static final Color BACKGROUND = new Color(0x1E1F22);

    /** Behind a row or a group. */
    public static final Color PANEL = new Color(0x2B2D31);

    /** Rules, grids, and the part of a bar that is not reached yet. */
    public static final Color RULE = new Color(0x404249);

    public static final Color TEXT = new Color(0xF2F3F5);
    public static final Color FAINT = new Color(0xB5BAC1);

    /** Told apart by people who see red and green alike too. */
    static final List<Color> SERIES =
            List.of(
                    new Color(0x7C8AFF),
                    new Color(0xFAA61A),
                    new Color(0x2EC4B6),
                    new Color(0xF47FB0),
                    new Color(0xD4D7DC),
                    new Color(0xA06CD5));

    private Palette() {}

    /** The accent of a card of that kind. */
    public static Color accent(Card.Kind kind) {
        return new Color(CardLayout.accent(kind));
    }
}
