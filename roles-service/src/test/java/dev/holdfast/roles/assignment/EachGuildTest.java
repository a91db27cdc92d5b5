package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.kit.protocol.GuildId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EachGuildTest {

    private static final GuildId FIRST = new GuildId(1);
    private static final GuildId SECOND = new GuildId(2);

    @Test
    void whereOneFailsTheNextHasItsTurn() throws InterruptedException {
        var done = new ArrayList<GuildId>();
        var failed =
                EachGuild.go(
                        List.of(FIRST, SECOND),
                        "test",
                        guild -> {
                            if (guild.equals(FIRST)) {
                                throw new IllegalStateException("a bug of this guild");
                            }
                            done.add(guild);
                        });
        assertEquals(List.of(SECOND), done);
        assertEquals(List.of(FIRST), failed);
    }

    @Test
    void stopsWhenTheProcessDoes() {
        assertThrows(
                InterruptedException.class,
                () ->
                        EachGuild.go(
                                List.of(FIRST, SECOND),
                                "test",
                                _ -> {
                                    throw new InterruptedException();
                                }));
    }
}
