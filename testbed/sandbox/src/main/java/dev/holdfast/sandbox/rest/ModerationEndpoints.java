package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Moderation;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.oauth.OauthGrants;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Ban;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the bot may do to members: roles, nicknames, timeouts, kicks and bans. */
@Singleton
class ModerationEndpoints implements EndpointGroup {
    private static final int LONGEST_NICK = 32;
    private static final int MOST_ERASED = (int) Duration.ofDays(7).toSeconds();
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(28);
    private static final int MOST_BANNED = 200;
    private static final String ONE = "/guilds/{guild}/members/{user}";
    private static final String BAN = "/guilds/{guild}/bans/{user}";

    private final World world;
    private final GuildShapes shapes;
    private final Moderation moderation;
    private final OauthGrants grants;
    private final Authority authority;

    ModerationEndpoints(
            World world,
            GuildShapes shapes,
            Moderation moderation,
            OauthGrants grants,
            Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.moderation = moderation;
        this.grants = grants;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.roles("PUT", ONE + "/roles/{role}", call -> done(() -> give(call)));
        routes.roles("DELETE", ONE + "/roles/{role}", call -> done(() -> take(call)));
        routes.bot("PATCH", ONE, this::change);
        routes.bot("PUT", ONE, this::join);
        routes.bot("DELETE", ONE, call -> done(() -> kick(call)));
        routes.bot("GET", "/guilds/{guild}/bans", this::bans);
        routes.bot(
                "GET", BAN, call -> EndpointAnswer.ok(world.change(() -> shapes.ban(banOf(call)))));
        routes.bot("PUT", BAN, call -> done(() -> ban(call)));
        routes.bot("DELETE", BAN, call -> done(() -> unban(call)));
        routes.bot("POST", "/guilds/{guild}/bulk-ban", this::banMany);
    }

    private EndpointAnswer done(Runnable deed) {
        world.change(deed);
        return EndpointAnswer.nothing();
    }

    private void give(Call call) {
        var guild = authority.in(call, Permission.MANAGE_ROLES);
        var member = authority.member(call, guild);
        moderation.give(member, authority.role(call, guild), call.by());
    }

    private void take(Call call) {
        var guild = authority.in(call, Permission.MANAGE_ROLES);
        var member = authority.member(call, guild);
        moderation.take(member, authority.role(call, guild), call.by());
    }

    private void kick(Call call) {
        var guild = authority.in(call, Permission.KICK_MEMBERS);
        var member = authority.member(call, guild);
        authority.above(call, guild, member.userId());
        moderation.kick(member, call.by());
    }

    /** Brings a person who let the application do so. */
    private EndpointAnswer join(Call call) {
        var form = call.form();
        var token = form.get("access_token").requiredText(1, 10_240);
        form.refuseErrors();
        return world.change(() -> {
            var guild = authority.in(call, Permission.CREATE_INSTANT_INVITE);
            var user = call.id("user");
            var granted =
                    grants.find(token)
                            .filter(each -> each.userId().equals(user))
                            .filter(each -> each.applicationId().equals(call.application()))
                            .filter(each -> each.scopes().contains("guilds.join"))
                            .isPresent();
            if (!granted) throw DiscordError.of(403, 50025, "Invalid OAuth2 access token");
            if (world.member(guild.id(), user).isPresent()) return EndpointAnswer.nothing();
            if (world.bans.find(guild.id() + "/" + user).isPresent()) {
                throw DiscordError.of(403, 40007, "The user is banned from this guild.");
            }
            var member = moderation.join(guild, user);
            return EndpointAnswer.of(201, shapes.member(member));
        });
    }

    private EndpointAnswer change(Call call) {
        var form = call.form();
        var nick = form.get("nick");
        var text = nick.text(0, LONGEST_NICK).filter(each -> !each.isEmpty()).orElse(null);
        var silence = form.get("communication_disabled_until");
        var until = moment(silence);
        var wanted =
                form.get("roles").list(0, 250).stream()
                        .flatMap(each -> each.snowflake().stream())
                        .toList();
        form.refuseErrors();
        Supplier<Member> change =
                () -> {
                    var guild = authority.in(call, needed(nick, silence, form.get("roles")));
                    var member = authority.member(call, guild);
                    if (!nick.missing() || !silence.missing()) {
                        authority.above(call, guild, member.userId());
                    }
                    var given =
                            form.get("roles").empty()
                                    ? member
                                    : setRoles(call, guild, member, wanted);
                    var called = nick.missing() ? given : moderation.call(given, text, call.by());
                    return silence.missing()
                            ? called
                            : moderation.silence(called, until, call.by());
                };
        return EndpointAnswer.ok(world.change(() -> shapes.member(change.get())));
    }

    private Member setRoles(Call call, Guild guild, Member member, List<Snowflake> wanted) {
        var roles = wanted.stream().map(id -> authority.known(id, guild)).toList();
        for (var role : world.rolesFor(member)) {
            if (!role.everyone() && !roles.contains(role)) {
                authority.refuseGiving(call, guild, role);
            }
        }
        for (var role : roles) {
            if (!member.roles().contains(role.id())) authority.refuseGiving(call, guild, role);
        }
        return moderation.setRoles(member, roles, call.by());
    }

    private static long needed(Field nick, Field silence, Field roles) {
        return (roles.empty() ? 0 : Permission.MANAGE_ROLES)
                | (nick.missing() ? 0 : Permission.MANAGE_NICKNAMES)
                | (silence.missing() ? 0 : Permission.MODERATE_MEMBERS);
    }

    private @Nullable Instant moment(Field field) {
        var moment = field.moment();
        if (moment.filter(each -> !each.isBefore(world.now().plus(LONGEST_TIMEOUT))).isPresent()) {
            field.bad("BASE_TYPE_MAX", "A timeout lasts at most 28 days.");
        }
        return moment.orElse(null);
    }

    private EndpointAnswer bans(Call call) {
        var limit = call.limit(1_000, 1_000);
        var after = call.querySnowflake("after").orElse(new Snowflake(0));
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.BAN_MEMBERS);
                    var page =
                            world.bans.all().stream()
                                    .filter(ban -> ban.guildId().equals(guild.id()))
                                    .filter(ban -> ban.userId().compareTo(after) > 0)
                                    .sorted(Comparator.comparing(Ban::userId))
                                    .limit(limit)
                                    .toList();
                    return GuildShapes.list(page, shapes::ban);
                }));
    }

    private Ban banOf(Call call) {
        var guild = authority.in(call, Permission.BAN_MEMBERS);
        return world.bans
                .find(guild.id() + "/" + call.id("user"))
                .orElseThrow(DiscordError::unknownBan);
    }

    private void ban(Call call) {
        var form = call.body().length() == 0 ? Field.of(Json.object()) : call.form();
        var erased = Duration.ofSeconds(erased(form));
        form.refuseErrors();
        var guild = authority.in(call, Permission.BAN_MEMBERS);
        var user = call.id("user");
        if (world.users.find(user).isEmpty()) throw DiscordError.unknownUser();
        authority.above(call, guild, user);
        moderation.ban(guild, user, erased, call.by());
    }

    private static int erased(Field form) {
        return form.get("delete_message_seconds").integer(0, MOST_ERASED, 0);
    }

    private void unban(Call call) {
        moderation.unban(banOf(call), call.by());
    }

    private EndpointAnswer banMany(Call call) {
        var form = call.form();
        var users =
                form.get("user_ids").list(1, MOST_BANNED).stream()
                        .flatMap(each -> each.snowflake().stream())
                        .toList();
        var erased = Duration.ofSeconds(erased(form));
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild =
                            authority.in(call, Permission.BAN_MEMBERS | Permission.MANAGE_GUILD);
                    var answer = Json.object();
                    var banned = answer.putArray("banned_users");
                    var failed = answer.putArray("failed_users");
                    for (var user : users) {
                        var one = bannable(call, guild, user);
                        if (one) moderation.ban(guild, user, erased, call.by());
                        (one ? banned : failed).add(user.toString());
                    }
                    if (banned.isEmpty()) {
                        throw DiscordError.of(400, 500_000, "Failed to ban users");
                    }
                    return answer;
                }));
    }

    private boolean bannable(Call call, Guild guild, Snowflake user) {
        if (world.users.find(user).isEmpty()) return false;
        if (world.bans.find(guild.id() + "/" + user).isPresent()) return false;
        return authority.isAbove(call, guild, user);
    }
}
