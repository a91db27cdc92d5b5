package dev.holdfast.sandbox.chat;

import dev.holdfast.sandbox.form.MessageForm.AllowedMentions;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Mentions;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds whom a text pings: those it names, that the author allows, and that may be pinged. */
@Singleton
public class MentionReader {
    private static final Pattern MENTION =
            Pattern.compile("<@(!|&)?(\\d{1,20})>|@(everyone|here)\\b");

    private final World world;

    MentionReader(World world) {
        this.world = world;
    }

    /** Called inside a change of the world. */
    public Mentions read(
            String content,
            Channel channel,
            Snowflake author,
            AllowedMentions allowed,
            Optional<Snowflake> replied) {
        if (content.indexOf('@') < 0 && replied.isEmpty()) return Mentions.NONE;
        var users = new LinkedHashSet<Snowflake>();
        var roles = new LinkedHashSet<Snowflake>();
        var mayMentionAll =
                Permission.has(world.permissions(author, channel), Permission.MENTION_EVERYONE);
        var everyone = false;
        for (var found : MENTION.matcher(content).results().toList()) {
            if (found.group(3) != null) {
                everyone |= mayMentionAll && allowed.everyone();
                continue;
            }
            var id = Snowflake.of(found.group(2));
            if ("&".equals(found.group(1))) {
                if (allowed.roles() || allowed.roleIds().contains(id))
                    addRole(roles, id, mayMentionAll);
            } else if ((allowed.users() || allowed.userIds().contains(id))
                    && world.users.find(id).isPresent()) {
                users.add(id);
            }
        }
        if (allowed.repliedUser()) replied.ifPresent(users::add);
        return new Mentions(List.copyOf(users), List.copyOf(roles), everyone);
    }

    private void addRole(Set<Snowflake> roles, Snowflake id, boolean mayMentionAll) {
        world.roles
                .find(id)
                .filter(role -> role.mentionable() || mayMentionAll)
                .ifPresent(role -> roles.add(role.id()));
    }
}
