package dev.holdfast.kit.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Custom ids lie in messages for years, so what they look like never changes. */
class CustomIdTest {

    private static final CommandPath PATH = CommandPath.of("menu pick");
    private static final UserId ADA = new UserId(80_351_110_224_678_912L);
    private static final GuildId GUILD = new GuildId(41_771_983_423_143_937L);

    @Test
    void looksAsEveryBuildHasWrittenIt() {
        assertBoth("menu pick~80351110224678912~a~b", new CustomId(PATH, ADA, "a~b"));
        assertBoth("menu pick~*@bfaxk9lhlhd~s", shared(List.of(), Permissions.NONE));
        assertBoth(
                "menu pick~*!w@bfaxk9lhlhd~s",
                shared(List.of(), Permissions.of(Permission.MANAGE_GUILD)));
        assertBoth(
                "menu pick~80351110224678912+7@bfaxk9lhlhd~s",
                shared(List.of(ADA, new UserId(7)), Permissions.NONE));
    }

    @Test
    void holdsEveryPermissionAndTheGreatestGuild() {
        var all =
                new CustomId(
                        PATH, List.of(), new Permissions(-1), new GuildId(Long.MAX_VALUE), "s");
        assertEquals(Optional.of(all), CustomId.parse(all.toString()));
    }

    @Test
    void readsNothingThatIsNotOurs() {
        for (var text :
                List.of(
                        "",
                        "x",
                        "pick~~s",
                        "pick~+~s",
                        "pick~*+1~s",
                        "pick~1+~s",
                        "pick~1+2+3+4~s",
                        "pick~*@~s",
                        "pick~*!~s",
                        "pick~*@zzzzzzzzzzzzz~s",
                        "pick~*@1!2~s",
                        "pick~1 ~s",
                        "a".repeat(101))) {
            assertTrue(CustomId.parse(text).isEmpty(), text);
        }
    }

    @Test
    void isForWhomItNames() {
        var everyone = shared(List.of(), Permissions.NONE);
        assertTrue(everyone.isFor(ADA));
        assertEquals(ADA, everyone.owner(ADA));
        var named = shared(List.of(new UserId(7), ADA), Permissions.NONE);
        assertEquals(ADA, named.owner(ADA));
        assertEquals(new UserId(7), named.owner(new UserId(8)));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> Button.of("Go", "x").forMembers());
        assertThrows(
                IllegalArgumentException.class,
                () -> Button.runs("Go", "pay").needing(Permission.MANAGE_GUILD));
        assertThrows(IllegalArgumentException.class, () -> new CustomId(PATH, ADA, "x".repeat(80)));
        assertThrows(IllegalArgumentException.class, () -> Surface.USER_MENU.path("Ünder"));
    }

    private static CustomId shared(List<UserId> members, Permissions permissions) {
        return new CustomId(PATH, members, permissions, GUILD, "s");
    }

    private static void assertBoth(String text, CustomId id) {
        assertEquals(text, id.toString());
        assertEquals(Optional.of(id), CustomId.parse(text));
    }
}
