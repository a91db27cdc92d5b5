package dev.holdfast.gateway.discord;

import org.javacord.api.entity.intent.Intent;

/**
 * An intent that a session has only where a service wants events of it.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#gateway-intents">Discord:
 *     intents</a>
 */
public enum ExtraIntent {
    /** Bans and the audit log. */
    GUILD_MODERATION(Intent.GUILD_BANS),
    GUILD_VOICE_STATES(Intent.GUILD_VOICE_STATES);

    private final Intent intent;

    ExtraIntent(Intent intent) {
        this.intent = intent;
    }

    /** Javacord's word for it. */
    Intent intent() {
        return intent;
    }
}
