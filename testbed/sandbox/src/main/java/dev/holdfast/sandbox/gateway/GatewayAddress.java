package dev.holdfast.sandbox.gateway;

import java.util.Set;

/** The gateway's URL as this client can reach it. */
public final class GatewayAddress {
    private static final Set<String> DISCORD =
            Set.of("discord.com", "discordapp.com", "gateway.discord.gg");

    private GatewayAddress() {}

    /**
     * A client that believes it talks to Discord comes through a tunnel and finds every host there.
     */
    public static String of(String host) {
        var name = host.replaceFirst(":\\d+$", "");
        return DISCORD.contains(name) ? "wss://gateway.discord.gg" : "ws://" + host;
    }
}
