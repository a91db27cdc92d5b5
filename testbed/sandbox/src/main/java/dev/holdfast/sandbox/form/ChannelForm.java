package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Overwrite;
import dev.holdfast.sandbox.world.Snowflake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A channel as a bot wants it, checked.
 *
 * @param fields what the form mentions, in Discord's shape
 * @param lockPermissions whether it takes over its category's overwrites
 */
public record ChannelForm(
        Field form,
        ObjectNode fields,
        Optional<List<Overwrite>> overwrites,
        boolean lockPermissions) {
    private static final Set<Integer> CREATABLE =
            Set.of(
                    Channel.TEXT,
                    Channel.VOICE,
                    Channel.CATEGORY,
                    Channel.ANNOUNCEMENT,
                    Channel.STAGE,
                    Channel.FORUM);
    private static final Set<Integer> SPOKEN = Set.of(Channel.VOICE, Channel.STAGE);

    public static ChannelForm create(Field form) {
        form.get("name").require();
        return read(form, form.get("type").choice(CREATABLE, Channel.TEXT), true);
    }

    /** Text and announcement channels may become each other. */
    public static ChannelForm change(Field form, Channel channel) {
        var written = Set.of(Channel.TEXT, Channel.ANNOUNCEMENT);
        var type =
                written.contains(channel.type())
                        ? form.get("type").choice(written, channel.type())
                        : channel.type();
        return read(form, type, !form.get("type").empty());
    }

    /** A channel's place among the others. */
    public static ChannelForm place(Field form) {
        var fields = new Patch(form).number("position", 0, 1_000).id("parent_id").read();
        var locked = form.get("lock_permissions").flag(false);
        return new ChannelForm(form, fields, Optional.empty(), locked);
    }

    private static ChannelForm read(Field form, int type, boolean typed) {
        var patch =
                new Patch(form)
                        .text("name", 1, 100)
                        .text("topic", 0, type == Channel.FORUM ? 4_096 : 1_024)
                        .number("position", 0, 1_000)
                        .number("rate_limit_per_user", 0, 21_600)
                        .number("default_thread_rate_limit_per_user", 0, 21_600)
                        .number("flags", 0, Integer.MAX_VALUE)
                        .choice("default_auto_archive_duration", 60, 1_440, 4_320, 10_080)
                        .choice("default_sort_order", 0, 1)
                        .choice("default_forum_layout", 0, 1, 2)
                        .flag("nsfw")
                        .id("parent_id");
        if (SPOKEN.contains(type)) {
            patch.number("bitrate", 8_000, 96_000)
                    .number("user_limit", 0, type == Channel.STAGE ? 10_000 : 99)
                    .text("rtc_region", 0, 100)
                    .choice("video_quality_mode", 1, 2);
        }
        var overwrites = overwrites(form.get("permission_overwrites"));
        var locked = form.get("lock_permissions").flag(false);
        var fields = patch.read();
        if (typed) fields.put("type", type);
        if (fields.has("name")) fields.put("name", written(fields.path("name").asText(), type));
        return new ChannelForm(form, fields, overwrites, locked);
    }

    /** Discord writes the names of text channels in lower case, with dashes. */
    private static String written(String name, int type) {
        if (type == Channel.CATEGORY || SPOKEN.contains(type)) return name;
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
    }

    private static Optional<List<Overwrite>> overwrites(Field list) {
        if (list.missing()) return Optional.empty();
        var read = new ArrayList<Overwrite>();
        for (var each : list.list(0, 100)) {
            if (each.object()) read.add(overwrite(each, Optional.empty()));
        }
        return Optional.of(read);
    }

    /** One overwrite; its subject may stand outside the form. */
    public static Overwrite overwrite(Field form, Optional<Snowflake> subject) {
        if (subject.isEmpty()) form.get("id").require();
        var id = subject.or(() -> form.get("id").snowflake()).orElse(new Snowflake(0));
        var type = form.get("type");
        var member = type.raw().asText("0").equals("member") || type.raw().asInt(0) == 1;
        return new Overwrite(
                id,
                member,
                form.get("allow").permissions().orElse(0L),
                form.get("deny").permissions().orElse(0L));
    }

    public Optional<Snowflake> parentId() {
        return Snowflake.parse(fields.path("parent_id").asText());
    }

    public void refuseParent(String code, String message) {
        form.get("parent_id").bad(code, message);
        form.refuseErrors();
    }
}
