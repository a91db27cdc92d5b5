package dev.holdfast.gateway.discord;

import java.util.Arrays;
import java.util.Optional;

/**
 * The ways in which Discord closes a connection that must never be opened again unchanged.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes">Discord:
 *     gateway close event codes</a>
 */
enum FatalClose {
    AUTHENTICATION_FAILED(
            4004,
            "Discord refuses DISCORD_TOKEN. Reset it at discord.com/developers/applications, your"
                    + " application, Bot, set the new one and restart."),
    INVALID_SHARD(
            4010,
            "Discord refuses the number of shards. Leave HOLDFAST_SHARDS out and restart all gateways."),
    SHARDING_REQUIRED(
            4011,
            "The bot is in too many servers (2,500 a shard). Raise HOLDFAST_SHARDS, or leave it out"
                    + " for as many as Discord recommends, and restart all gateways."),
    INVALID_API_VERSION(
            4012, "Discord no longer speaks API v10. Update Holdfast to a newer version."),
    INVALID_INTENTS(
            4013,
            "Discord does not know the intents asked for. Update Holdfast to a newer version."),
    DISALLOWED_INTENTS(
            4014,
            "Discord does not allow the intents asked for. Switch on Message Content Intent at"
                    + " discord.com/developers/applications, your application, Bot, and restart.");

    private final int code;
    private final String fix;

    FatalClose(int code, String fix) {
        this.code = code;
        this.fix = fix;
    }

    static Optional<FatalClose> of(int code) {
        return Arrays.stream(values()).filter(close -> close.code == code).findFirst();
    }

    /** What to do, in the operator's words. */
    String fix() {
        return fix;
    }
}
