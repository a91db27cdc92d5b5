package dev.holdfast.gateway.event;

import dev.holdfast.gateway.reading.Shapes;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.MemberEvent;
import java.util.List;

/** Reads what happens to people in a guild. */
final class MemberEventReader {

    private MemberEventReader() {}

    static EventEnvelope joined(Payload payload) {
        var data = payload.data();
        var joined = Payload.instant(data.path("joined_at")).orElse(payload.heard());
        var event =
                new MemberEvent.MemberJoined(
                        payload.user(),
                        joined,
                        data.path("user").path("bot").asBoolean(),
                        data.path("pending").asBoolean());
        return payload.note("member-joined-" + payload.user(), joined, event);
    }

    /** Each service asks for the one or the other. */
    static List<EventEnvelope> changed(Payload payload) {
        var data = payload.data();
        var member = Shapes.member(data);
        var nickname = data.path("nick");
        return List.of(
                payload.heard(
                        "roles-changed-" + member.user(),
                        new MemberEvent.RolesChanged(member.user(), member.roles())),
                payload.heard(
                        "member-changed-" + member.user(),
                        new MemberEvent.MemberChanged(
                                member, nickname.isTextual() ? nickname.asText() : null)));
    }

    static EventEnvelope left(Payload payload) {
        return payload.heard(
                "member-left-" + payload.user(), new MemberEvent.MemberLeft(payload.user()));
    }

    static EventEnvelope banAdded(Payload payload) {
        return payload.heard(
                "ban-added-" + payload.user(), new MemberEvent.BanAdded(payload.user()));
    }

    static EventEnvelope banRemoved(Payload payload) {
        return payload.heard(
                "ban-removed-" + payload.user(), new MemberEvent.BanRemoved(payload.user()));
    }

    /**
     * A stage's listeners are suppressed, which is as good as muted.
     *
     * @see <a href="https://discord.com/developers/docs/resources/voice">Discord: voice states</a>
     */
    static EventEnvelope voiceChanged(Payload payload) {
        var data = payload.data();
        var isMuted =
                data.path("mute").asBoolean()
                        || data.path("self_mute").asBoolean()
                        || data.path("suppress").asBoolean();
        var event =
                new MemberEvent.VoiceChanged(
                        payload.userId(),
                        payload.isBots(),
                        Payload.channel(data.path("channel_id")),
                        isMuted,
                        data.path("deaf").asBoolean() || data.path("self_deaf").asBoolean());
        return payload.heard("voice-changed-" + payload.userId(), event);
    }
}
