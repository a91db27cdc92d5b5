package dev.holdfast.economy.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.economy.wallet.Amount.Exactly;
import dev.holdfast.economy.wallet.Amount.Fault;
import dev.holdfast.economy.wallet.Amount.Share;
import dev.holdfast.economy.wallet.Amount.Unusable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AmountTest {

    @Test
    void readsWhatPeopleWrite() {
        Map.of(
                        "25", 25L,
                        " 25 ", 25L,
                        "0", 0L,
                        "-0", 0L,
                        "007", 7L,
                        "1,000", 1_000L,
                        "1,234,567", 1_234_567L,
                        "10k", 10_000L,
                        "2.5M", 2_500_000L,
                        "1000b", Amount.MOST)
                .forEach((text, coins) -> assertEquals(new Exactly(coins), Amount.parse(text)));
    }

    @Test
    void readsShares() {
        assertEquals(new Share(1), Amount.parse("All"));
        assertEquals(new Share(2), Amount.parse("half"));
        assertEquals(7, new Share(1).of(7));
        assertEquals(3, new Share(2).of(7), "rounded down");
    }

    @Test
    void saysWhatIsWrong() {
        unusable(Fault.NEGATIVE, "-1", "-1,000", "-5k", "-99999999999999999999");
        unusable(
                Fault.HUGE,
                "1000000000001",
                "1001b",
                "9223372036854775808",
                "999999999999999999999999999999");
        unusable(Fault.FRACTION, "1.5", "1.000", "0.5", "1.2345k", "0.0001k");
        unusable(
                Fault.UNREADABLE,
                "",
                "many",
                "1,00",
                "1,0000",
                ",100",
                "1..5k",
                "0x10",
                "1e9",
                "--1",
                "+1",
                "1 000",
                "12kk",
                "half all",
                "\u0663",
                "9".repeat(31));
    }

    private static void unusable(Fault fault, String... texts) {
        for (var text : texts) {
            assertEquals(new Unusable(fault), Amount.parse(text), text);
        }
    }
}
