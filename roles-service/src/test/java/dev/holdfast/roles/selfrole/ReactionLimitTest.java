package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static dev.holdfast.roles.selfrole.MenuGuild.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.selfrole.EditState.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ReactionLimitTest {

    private static final String TOO_MANY =
            "Discord allows 20 reactions on one message, so a menu of reactions can have up to 20 roles. For more, make one that’s a list with </menu create>.";

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject MenuPosts posts;

    private MenuGuild guild;

    @BeforeEach
    void inAGuild() {
        guild = new MenuGuild(commands);
    }

    /** Planted bug: a menu with more roles than Discord takes reactions on a message. */
    @Test
    void aMenuHasAsManyRolesAsAMessageTakesReactions() {
        var roles = guild.manyRoles(21);
        var some = roles.subList(0, 20).toArray(RoleId[]::new);
        var last = roles.getLast().toString();
        var reactions = guild.menu("Many", Menu.Kind.REACTIONS, some);
        assertSays(TOO_MANY, guild.rule(reactions, Step.ADD, last));
        assertEquals(20, guild.count("menu_role"));
        var list = guild.menu("Long", Menu.Kind.SELECT, some);
        assertInstanceOf(Reply.Update.class, guild.rule(list, Step.ADD, last));
        assertEquals(41, guild.count("menu_role"));
    }

    /** Such as one from before the bound. */
    @Test
    void aMenuOfTooManyRolesIsNotPostedAndTheBotReactsAsOftenAsItMay() {
        var roles = guild.manyRoles(20).toArray(RoleId[]::new);
        var many = guild.menu("Many", Menu.Kind.REACTIONS, roles);
        emojis(many);
        assertInstanceOf(
                Reply.Whisper.class, guild.ask(guild.asOwner("menu post").text("menu", "Many")));
        guild.admin()
                .execute(
                        "insert into menu_role (guild_id, menu_id, role_id, place) values (%s, %d, %s, 21)"
                                .formatted(guild.id(), many, RED));
        emojis(many);
        taken();
        assertEquals(20, guild.ordered("react"));
        assertSays(TOO_MANY, guild.ask(guild.asOwner("menu post").text("menu", "Many")));
        assertSays(TOO_MANY, guild.rule(many, Step.POST));
        assertEquals(1, guild.ordered("say"));
    }

    /** Each of its roles has one of its own. */
    private void emojis(long many) {
        guild.admin()
                .execute(
                        "update menu_role set emoji = chr(127800 + place) where guild_id = %s and menu_id = %d"
                                .formatted(guild.id(), many));
    }

    /** Discord has what was posted last. */
    private void taken() {
        var post =
                guild.admin()
                        .count("select max(post_id) from menu_post where guild_id = " + guild.id());
        var channel = new ChannelId(7_000);
        var said =
                new EffectResult(
                        new Effect.Say(channel, Content.text("x"), null),
                        Long.toString(post),
                        new EffectOutcome.Applied(new MessageId(9_002)));
        new Units(units, guild.id()).run(work -> posts.hear(said, work));
    }
}
