package dev.holdfast.fleet;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A service as {@code deploy/fleet.properties} has it.
 *
 * @param name such as {@code economy}; its schema, its host name and its caller's name
 * @param module the folder where it is built, relative to the root
 * @param port where it listens unless {@link #portSetting} says otherwise
 * @param publicPort where the internet reaches it, if it does
 */
public record ServiceDefinition(
        String name, String module, int port, OptionalInt publicPort, Set<Need> needs) {

    /** What a service is given at its start. */
    public enum Need {
        /** A schema in PostgreSQL and roles of its own. */
        DATABASE,
        REDIS,
        /** The addresses of the gateways. */
        GATEWAY,
        /** The bot's token and the addresses of all services: it is the gateway. */
        DISCORD,
        /**
         * The database roles that read and restore everything, where snapshots are kept, and the
         * key that opens them: it takes the snapshots, so it starts before all others.
         */
        ARCHIVE
    }

    public ServiceDefinition {
        needs = Set.copyOf(needs);
    }

    public boolean needs(Need need) {
        return needs.contains(need);
    }

    /** Whether the gateway forwards commands to it. */
    public boolean isBehindGateway() {
        return !needs(Need.DISCORD);
    }

    /** What its process is called: {@code economy-service}. */
    public String processName() {
        return name + "-service";
    }

    /** The setting that has it listen elsewhere. */
    public String portSetting() {
        return "HOLDFAST_%s_PORT".formatted(word());
    }

    /** The setting that has the internet reach it elsewhere. */
    public String publicPortSetting() {
        return "HOLDFAST_%s_PUBLIC_PORT".formatted(word());
    }

    private String word() {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
