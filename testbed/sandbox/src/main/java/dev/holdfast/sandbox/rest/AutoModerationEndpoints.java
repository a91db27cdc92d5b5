package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.chat.AutoModeration;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.RuleForm;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.RuleShapes;
import dev.holdfast.sandbox.world.AutoModerationRule;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/** A guild's rules of auto moderation; all of it takes the permission to manage the guild. */
@Singleton
class AutoModerationEndpoints implements EndpointGroup {
    private static final int MOST_ABOUT_WORDS = 6;
    private static final String ALL = "/guilds/{guild}/auto-moderation/rules";
    private static final String ONE = ALL + "/{rule}";

    private final World world;
    private final AutoModeration autoModeration;
    private final Authority authority;

    AutoModerationEndpoints(World world, AutoModeration autoModeration, Authority authority) {
        this.world = world;
        this.autoModeration = autoModeration;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", ALL, this::list);
        routes.bot("POST", ALL, this::create);
        routes.bot("GET", ONE, this::one);
        routes.bot("PATCH", ONE, this::change);
        routes.bot("DELETE", ONE, this::delete);
    }

    private Guild guild(Call call) {
        return authority.in(call, Permission.MANAGE_GUILD);
    }

    private EndpointAnswer list(Call call) {
        return EndpointAnswer.ok(
                world.change(
                        () -> GuildShapes.list(world.rulesIn(guild(call).id()), RuleShapes::rule)));
    }

    private AutoModerationRule found(Call call) {
        var guild = guild(call);
        return world.rules
                .find(call.id("rule"))
                .filter(rule -> rule.guildId().equals(guild.id()))
                .orElseThrow(DiscordError::notFound);
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(world.change(() -> RuleShapes.rule(found(call))));
    }

    private EndpointAnswer create(Call call) {
        var form = call.form();
        var settings = RuleForm.create(form);
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = guild(call);
                    checkAlerts(form, settings, guild);
                    refuseMore(form, settings, guild);
                    var id = world.nextId();
                    var rule = new AutoModerationRule(id, guild.id(), call.user(), settings);
                    return RuleShapes.rule(autoModeration.create(rule, call.by()));
                }));
    }

    /** Six rules about words, one of each other kind. */
    private void refuseMore(Field form, ObjectNode settings, Guild guild) {
        var trigger = settings.path("trigger_type").asInt();
        var most = trigger == AutoModerationRule.KEYWORD ? MOST_ABOUT_WORDS : 1;
        var there = world.rulesIn(guild.id()).stream().filter(each -> each.trigger() == trigger);
        if (there.count() < most) return;
        form.bad(
                "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED",
                "Maximum number of auto moderation rules of this type exceeded");
        form.refuseErrors();
    }

    /** Alerts go to a channel of the guild; others are refused. */
    private void checkAlerts(Field form, ObjectNode settings, Guild guild) {
        var place = 0;
        for (var action : settings.path("actions")) {
            var id = Snowflake.parse(action.path("metadata").path("channel_id").asText());
            var known =
                    id.flatMap(world.channels::find)
                            .filter(channel -> guild.id().equals(channel.guildId()));
            if (action.path("type").asInt() == AutoModerationRule.ALERT && known.isEmpty()) {
                form.get("actions")
                        .at(place)
                        .get("metadata")
                        .get("channel_id")
                        .bad("CHANNEL_UNKNOWN", "Unknown channel");
            }
            place++;
        }
        form.refuseErrors();
    }

    private EndpointAnswer change(Call call) {
        var form = call.form();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var rule = found(call);
                    var settings = RuleForm.change(form, rule.settings());
                    checkAlerts(form, settings, guild(call));
                    var changed = autoModeration.change(rule, rule.with(settings), call.by());
                    return RuleShapes.rule(changed);
                }));
    }

    private EndpointAnswer delete(Call call) {
        world.change(() -> autoModeration.delete(found(call), call.by()));
        return EndpointAnswer.nothing();
    }
}
