package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.ScheduledEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What a guild plans, as a bot sends it:
 * https://docs.discord.com/developers/resources/guild-scheduled-event.
 */
public final class ScheduledEventForm {
    private static final int ELSEWHERE = 3;
    private static final String START = "scheduled_start_time";
    private static final String END = "scheduled_end_time";

    private ScheduledEventForm() {}

    /** The settings of a new one. */
    public static ObjectNode create(Field form, Instant now) {
        for (var name : new String[] {"name", "privacy_level", START, "entity_type"}) {
            form.get(name).require();
        }
        var settings = Json.object().put("status", ScheduledEvent.SCHEDULED);
        return read(form, settings, now);
    }

    /** The settings with what the form says; it begins, ends or is called off by its status. */
    public static ObjectNode change(Field form, ScheduledEvent before, Instant now) {
        var status = form.get("status");
        var wanted = status.integer(ScheduledEvent.SCHEDULED, ScheduledEvent.CANCELED, 0);
        if (wanted != 0 && wanted != before.status() && !follows(before.status(), wanted)) {
            status.bad(
                    "GUILD_SCHEDULED_EVENT_INVALID_STATUS_TRANSITION",
                    "Invalid Guild Scheduled Event Status Transition");
        }
        var settings = before.settings().deepCopy();
        if (wanted != 0) settings.put("status", wanted);
        return read(form, settings, now);
    }

    private static boolean follows(int before, int after) {
        return before == ScheduledEvent.SCHEDULED
                ? after == ScheduledEvent.ACTIVE || after == ScheduledEvent.CANCELED
                : after == ScheduledEvent.COMPLETED;
    }

    private static ObjectNode read(Field form, ObjectNode settings, Instant now) {
        form.get("privacy_level").choice(java.util.Set.of(2), 2);
        var begins = form.get(START).moment();
        begins.filter(moment -> moment.isBefore(now)).ifPresent(_ -> past(form.get(START)));
        var ends = form.get(END).moment();
        var patch =
                new Patch(form)
                        .text("name", 1, 100)
                        .text("description", 0, 1_000)
                        .text("image", 0, 64)
                        .choice("entity_type", 1, 2, ELSEWHERE)
                        .id("channel_id");
        form.refuseErrors();
        var read = Patch.onto(settings, patch.read());
        begins.ifPresent(moment -> read.put(START, Json.moment(moment)));
        ends.ifPresent(moment -> read.put(END, Json.moment(moment)));
        place(form, read);
        order(form, begins, ends);
        form.refuseErrors();
        return read;
    }

    /** A channel, or elsewhere a place and an end. */
    private static void place(Field form, ObjectNode read) {
        if (read.path("entity_type").asInt() != ELSEWHERE) {
            if (!read.has("channel_id")) required(form.get("channel_id"));
            return;
        }
        var location = form.get("entity_metadata").get("location");
        location.text(1, 100)
                .ifPresent(
                        text -> read.withObjectProperty("entity_metadata").put("location", text));
        if (!read.has("entity_metadata")) required(form.get("entity_metadata"));
        if (!read.has(END)) required(form.get(END));
        read.remove("channel_id");
    }

    private static void order(Field form, Optional<Instant> begins, Optional<Instant> ends) {
        if (begins.isPresent() && ends.isPresent() && !ends.get().isAfter(begins.get())) {
            form.get(END)
                    .bad(
                            "GUILD_SCHEDULED_EVENT_SCHEDULE_END_BEFORE_START",
                            "Cannot schedule event to end before start time.");
        }
    }

    private static void past(Field field) {
        field.bad("GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.");
    }

    private static void required(Field field) {
        field.bad("BASE_TYPE_REQUIRED", "This field is required");
    }
}
