package dev.holdfast.gateway.person;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.fleet.RepeatableRequests;
import dev.holdfast.kit.person.PersonalData;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every service that keeps data of people, this one included, asked in one way. */
@Singleton
record PersonalDataServices(
        RepeatableRequests inquiries,
        CatalogUpdater catalogs,
        PersonalData own,
        ObjectMapper json) {

    /** Their names. */
    List<String> all() {
        var all = new ArrayList<>(inquiries.services());
        all.add(catalogs.own());
        return all;
    }

    /**
     * What a service keeps of a person.
     *
     * @return by guild, feature and table; empty where it does not answer
     */
    Optional<ObjectNode> export(String service, UserId user, List<GuildId> guilds)
            throws InterruptedException {
        if (service.equals(catalogs.own())) {
            var all = json.createObjectNode();
            for (var guild : guilds) {
                var kept = own.export(guild, user);
                if (!kept.isEmpty()) {
                    all.set(guild.toString(), kept);
                }
            }
            return Optional.of(all);
        }
        return inquiries
                .post(service, "/bot/people/export", Map.of("user", user, "guilds", guilds))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    /** Whether the service has forgotten the person in these guilds. */
    boolean forget(String service, UserId user, List<GuildId> guilds, Instant asOf)
            throws InterruptedException {
        if (service.equals(catalogs.own())) {
            guilds.forEach(guild -> own.forget(guild, user, asOf));
            return true;
        }
        var order = Map.of("user", user, "guilds", guilds, "asOf", asOf);
        return inquiries.post(service, "/bot/people/forget", order).isPresent();
    }

    /**
     * Has the service forget some of a guild.
     *
     * @return how many rows that were, 0: all is gone; empty where it does not answer
     */
    Optional<Long> forgetSomeOf(String service, GuildId guild) throws InterruptedException {
        return service.equals(catalogs.own())
                ? Optional.of((long) own.forgetSomeOf(guild))
                : inquiries
                        .post(service, "/bot/guilds/forget", Map.of("guild", guild))
                        .map(answer -> answer.path("rows").asLong());
    }
}
