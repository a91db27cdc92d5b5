package dev.holdfast.health.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.operator.PreflightLine.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightItemsTest {

    /** An item that says so, or breaks. */
    private record Item(String name, boolean breaks) implements PreflightItem {

        @Override
        public PreflightLine look() {
            if (breaks) {
                throw new IllegalStateException("of the file /home/somebody");
            }
            return PreflightLine.holds(name, "It is there.");
        }
    }

    @Test
    void whatCannotBeLookedAtIsNotSeenAndKeepsNoOtherFromBeingLookedAt() {
        var lines =
                new PreflightItems(List.of(new Item("snapshot", false), new Item("disks", true)))
                        .look();
        assertEquals(
                List.of(Answer.NOT_SEEN, Answer.HOLDS),
                lines.stream().map(PreflightLine::answer).toList());
        assertEquals("disks", lines.getFirst().name());
        assertTrue(lines.getFirst().advice().contains("preflight.log"));
        assertTrue(!lines.getFirst().detail().contains("/home"), lines.toString());
    }
}
