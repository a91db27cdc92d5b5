package dev.holdfast.gateway.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertDigestTest {

    private static AlertDigest.Said said(String text) {
        return new AlertDigest.Said("economy", text);
    }

    @Test
    void oneIsToldAsItIs() {
        assertEquals(
                "Something needs you\n\n**economy**: The disk is full.",
                new AlertDigest(List.of(said("The disk is full."))).text());
    }

    @Test
    void oneIsToldToItsEndWhereWhatToDoStands() {
        var whole = "x".repeat(1_300) + " Restart it.";
        assertTrue(new AlertDigest(List.of(said(whole))).text().endsWith(" Restart it."));
        assertTrue(
                new AlertDigest(List.of(said(whole), said(whole))).text().endsWith(" Restart it."));
    }

    @Test
    void manyAreCountedAndTheFirstOnesShown() {
        var many = IntStream.range(0, 1_000).mapToObj(each -> said("x".repeat(1_500) + each / 2));
        var twice = Stream.of(said("Twice."), said("Twice."));
        var digest = new AlertDigest(Stream.concat(twice, many).toList());
        var text = digest.text();
        assertTrue(text.startsWith("1,002 things need you"), text);
        assertTrue(text.contains("**economy** (2 times): Twice."), text);
        assertTrue(text.contains("and 994 more"), text);
        assertTrue(text.length() <= 2_000, text);
        assertTrue(digest.card().words().length() <= 4_000, digest.card().words());
    }
}
