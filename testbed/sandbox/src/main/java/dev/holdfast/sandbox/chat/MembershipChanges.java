package dev.holdfast.sandbox.chat;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What members are without anybody's doing: boosters, newcomers who have not accepted the rules,
 * and many. Called inside a change of the world.
 */
@Singleton
public class MembershipChanges {
    private final World world;
    private final GuildShapes shapes;

    MembershipChanges(World world, GuildShapes shapes) {
        this.world = world;
        this.shapes = shapes;
    }

    /** Boosts the guild since then; null: does not. */
    public void boost(Member member, @Nullable Instant since) {
        tell(member.boosting(since));
        var guild = world.guilds.find(member.guildId()).orElseThrow();
        var data = shapes.guild(guild);
        world.publish(Event.inGuild("GUILD_UPDATE", data, guild.id(), Intent.GUILDS));
    }

    public void accept(Member member) {
        tell(member.pending(false));
    }

    private void tell(Member member) {
        world.members.put(member);
        var data = shapes.member(member).put("guild_id", member.guildId().toString());
        var intent = Intent.GUILD_MEMBERS;
        world.publish(Event.inGuild("GUILD_MEMBER_UPDATE", data, member.guildId(), intent));
    }

    /** So many new people are members as if they always were: nobody is told of each. */
    public List<Snowflake> populate(Guild guild, int count) {
        var people = new ArrayList<Snowflake>(count);
        for (var each = 0; each < count; each++) {
            var user = new User(world.nextId(), "member_" + each, "Member " + each, false);
            people.add(world.users.put(user).id());
            world.members.put(Member.joined(guild.id(), user.id(), List.of(), world.now()));
        }
        var data = Json.object().put("id", guild.id().toString());
        var pages = Event.Audience.PAGES;
        world.publish(new Event("SANDBOX_GUILDS", data, guild.id(), null, 0, pages, null));
        return people;
    }
}
