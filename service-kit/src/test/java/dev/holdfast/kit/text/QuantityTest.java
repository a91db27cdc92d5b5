package dev.holdfast.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.text.Quantity.Exactly;
import dev.holdfast.kit.text.Quantity.Fault;
import dev.holdfast.kit.text.Quantity.Share;
import dev.holdfast.kit.text.Quantity.Unreadable;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A past fault: a blank as group sign made {@code 1 000} pay 1 and {@code 10 k} pay 10; {@code
 * 1,0000} passed in a settings window.
 */
class QuantityTest {

    @Test
    void readsWhatPeopleWrite() {
        Map.ofEntries(
                        Map.entry("25", 25L),
                        Map.entry(" \u00A025\u3000", 25L),
                        Map.entry("0", 0L),
                        Map.entry("-0", 0L),
                        Map.entry("-5", -5L),
                        Map.entry("\u2212" + "5k", -5_000L),
                        Map.entry("007", 7L),
                        Map.entry("1,000", 1_000L),
                        Map.entry("1_234_567", 1_234_567L),
                        Map.entry("1 000", 1_000L),
                        Map.entry("1\u00A0000", 1_000L),
                        Map.entry("1\u202F000\u202F000", 1_000_000L),
                        Map.entry("10k", 10_000L),
                        Map.entry("10 K", 10_000L),
                        Map.entry("1.5k", 1_500L),
                        Map.entry("2.5M", 2_500_000L),
                        Map.entry("1 000 k", 1_000_000L),
                        Map.entry("1000b", 1_000_000_000_000L),
                        Map.entry("1000000b", Quantity.GREATEST),
                        Map.entry("١٠٠", 100L),
                        Map.entry("۱۰۰", 100L),
                        Map.entry("１００", 100L),
                        Map.entry("\u200F١٠٠\u200F", 100L),
                        Map.entry("١٬٠٠٠", 1_000L),
                        Map.entry("١٫٥k", 1_500L))
                .forEach((text, number) ->
                        assertEquals(new Exactly(number), Quantity.parse(text), text));
    }

    @Test
    void readsShares() {
        assertEquals(new Share(100), Quantity.parse("All"));
        assertEquals(new Share(50), Quantity.parse("HALF"));
        assertEquals(new Share(25), Quantity.parse("25%"));
        assertEquals(new Share(25), Quantity.parse("٢٥ ٪"));
        assertEquals(7, new Share(100).of(7));
        assertEquals(3, new Share(50).of(7), "rounded down");
        assertEquals(Long.MAX_VALUE / 4, new Share(25).of(Long.MAX_VALUE));
    }

    @Test
    void saysWhatIsWrong() {
        unreadable(
                Fault.HUGE, "1000000000000001", "1000001b", "9".repeat(60), "-" + "9".repeat(30));
        unreadable(Fault.FRACTION, "1.5", "0.5", "-0.5", "1.2345k", "1.0005k", "0.0001k", "1.5%");
        unreadable(Fault.AMBIGUOUS, "1.000", "25.125");
        unreadable(
                Fault.GROUPS,
                "1,0000",
                "1 0000",
                "1,00",
                "0,001",
                "1,000 000",
                "1.000.000",
                "1,5k",
                "25 3",
                "1'000");
        unreadable(Fault.SCRIPTS, "1٠", "１0", "١۰");
        unreadable(Fault.PERCENT, "0%", "101%", "-5%", "1000%");
        unreadable(
                Fault.UNREADABLE,
                "",
                " ",
                "many",
                ",100",
                "-.6",
                ".5",
                "1e3",
                "1e9",
                "NaN",
                "Infinity",
                "0x10",
                "--1",
                "+1",
                "12kk",
                "half all",
                "25 2nd",
                "1½",
                "\u202E123",
                "9".repeat(101));
    }

    @Test
    void takesEverythingThatCouldBelongToTheNumber() {
        Map.ofEntries(
                        Map.entry("1 000 thanks", "1 000"),
                        Map.entry("10 k", "10 k"),
                        Map.entry("10 k for you", "10 k"),
                        Map.entry("10 kisses", "10"),
                        Map.entry("2 000 event prize", "2 000"),
                        Map.entry("1\u00A0000\u202F000 thanks", "1\u00A0000\u202F000"),
                        Map.entry("١٠ ٠٠٠ شكرا", "١٠ ٠٠٠"),
                        Map.entry("25 3 beers", "25 3"),
                        Map.entry("1 000€ thanks", "1 000€"),
                        Map.entry("1 , 000", "1 , 000"),
                        Map.entry("25 2nd try", "25 2nd"),
                        Map.entry("10 million thanks", "10 million"),
                        Map.entry("25 % of it", "25 %"),
                        Map.entry("25 ⚓", "25"),
                        Map.entry("25 - rent", "25"),
                        Map.entry("25 <3", "25"),
                        Map.entry("25 \"3 beers\"", "25"),
                        Map.entry("half of it", "half"),
                        Map.entry("lots 000", "lots"))
                .forEach((text, quantity) ->
                        assertEquals(quantity, text.substring(0, Quantity.end(text)), text));
    }

    private static void unreadable(Fault fault, String... texts) {
        for (var text : texts) {
            assertEquals(new Unreadable(fault), Quantity.parse(text), text);
        }
    }
}
