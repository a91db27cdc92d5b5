package dev.holdfast.kit.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.Executed;
import dev.holdfast.kit.database.GuildsWithRows;
import dev.holdfast.kit.database.KitTables;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.Timers;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Exports and forgets a person's data through the service's features, one unit of work per guild.
 * Every call may be repeated. Thread-safe.
 */
@Singleton
public final class PersonalData {

    private static final Logger LOG = Logger.getLogger("holdfast.people");
    private static final UserId NOBODY = new UserId(0);
    private static final int PAGE = 100;
    private static final int ROWS_AT_ONCE = 5_000;

    private final List<Feature> features;
    private final UnitsOfWork units;
    private final GuildsWithRows guilds;
    private final ObjectMapper json;
    private final Clock clock;

    PersonalData(
            @All List<Feature> features,
            Effects effects,
            Timers timers,
            UnitsOfWork units,
            GuildsWithRows guilds,
            ObjectMapper json,
            Clock clock) {
        this.features = new ArrayList<>(features);
        // Last: what features do about a person is an operation too.
        this.features.add(new KitPersonalData(effects, timers));
        this.units = units;
        this.guilds = guilds;
        this.json = json;
        this.clock = clock;
    }

    /**
     * All that is kept of the person in a guild.
     *
     * @return by feature and table, rows, the newest first; empty where nothing is kept
     * @throws Unavailable while PostgreSQL is away
     */
    public ObjectNode export(GuildId guild, UserId user) {
        return units.read(guild, user, work -> export(user, work));
    }

    private ObjectNode export(UserId user, UnitOfWork work) {
        var all = json.createObjectNode();
        for (var feature : features) {
            feature.export(user, work)
                    .forEach((table, rows) -> {
                        if (!rows.isEmpty()) {
                            var list = all.withObject("/" + feature.name()).putArray(table);
                            rows.forEach(row -> list.add(read(row)));
                        }
                    });
        }
        return all;
    }

    private JsonNode read(String row) {
        try {
            return json.readTree(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row is no JSON", e);
        }
    }

    /**
     * Forgets the person in a guild, as of an instant, and leaves a tombstone, which forgets them
     * again when rows that old come back.
     *
     * @return how many rows that were
     * @throws Unavailable while PostgreSQL is away, or the guild is being restored
     */
    public int forget(GuildId guild, UserId user, Instant asOf) {
        return execute(
                guild,
                work -> {
                    var before = asOf.isAfter(work.now()) ? work.now() : asOf;
                    PersonStore.bury(work, user, before);
                    return forget(user, before, work);
                });
    }

    private int forget(UserId user, Instant before, UnitOfWork work) {
        return features.stream().mapToInt(each -> each.forget(user, before, work)).sum();
    }

    /**
     * Forgets again whom a restore, or someone's hand, has put back: what is older than its
     * tombstone, others' rows that name the person included, and what a feature had to keep until
     * something was over. One operation for each tombstone.
     *
     * @return how many rows that were
     * @throws Unavailable while PostgreSQL is away, or a guild is being restored
     */
    public int sweep() {
        return sweep(() -> {}, (_, _) -> true);
    }

    /**
     * The same for those alone who have rows of their own again; the others cost reads alone.
     *
     * @param stillOurs called before each guild; throws where the work is another's by now
     */
    int sweepOwnRows(Runnable stillOurs) {
        return sweep(
                stillOurs,
                (guild, tombstone) -> units.read(guild, NOBODY, work -> isBack(tombstone, work)));
    }

    private int sweep(Runnable stillOurs, BiPredicate<GuildId, PersonStore.Tombstone> isSwept) {
        var swept = 0;
        var page = guilds.in(KitTables.TOMBSTONE, GuildsWithRows.NONE, PAGE);
        while (!page.isEmpty()) {
            for (var guild : page) {
                stillOurs.run();
                swept += sweep(guild, isSwept);
            }
            page = guilds.in(KitTables.TOMBSTONE, page.getLast().value(), PAGE);
        }
        return swept;
    }

    private int sweep(GuildId guild, BiPredicate<GuildId, PersonStore.Tombstone> isSwept) {
        var swept = 0;
        var page = tombstones(guild, 0);
        while (!page.isEmpty()) {
            for (var each : page) {
                var back =
                        isSwept.test(guild, each)
                                ? execute(
                                        guild,
                                        work -> forget(each.user(), each.forgottenAt(), work))
                                : 0;
                if (back > 0) {
                    LOG.warnf(
                            "%d rows of a person forgotten earlier were back, or had to stay until now",
                            back);
                }
                swept += back;
            }
            page = tombstones(guild, page.getLast().user().value());
        }
        return swept;
    }

    /**
     * Forgets again, in the unit's guild, whom a restore of the guild has put back; as part of it.
     * It brings no audit and no operation back, so nobody is named there anew.
     *
     * @return how many rows that were
     */
    public int forgetAgain(UnitOfWork work) {
        var forgotten = 0;
        var page = PersonStore.tombstones(work, 0, PAGE);
        while (!page.isEmpty()) {
            for (var each : page) {
                if (isBack(each, work)) {
                    forgotten += forget(each.user(), each.forgottenAt(), work);
                }
            }
            page = PersonStore.tombstones(work, page.getLast().user().value(), PAGE);
        }
        return forgotten;
    }

    private boolean isBack(PersonStore.Tombstone tombstone, UnitOfWork work) {
        return features.stream()
                .anyMatch(each -> each.keeps(tombstone.user(), tombstone.forgottenAt(), work));
    }

    private List<PersonStore.Tombstone> tombstones(GuildId guild, long after) {
        return units.read(guild, NOBODY, work -> PersonStore.tombstones(work, after, PAGE));
    }

    /**
     * Forgets some of a guild that was left; to be called until there is nothing.
     *
     * @return how many rows that were; 0: all is gone
     * @throws Unavailable while PostgreSQL is away, or the guild is being restored
     */
    public int forgetSomeOf(GuildId guild) {
        var kept = features.stream().flatMap(each -> each.outlivesGuild().stream()).toList();
        var cause = OperationKey.of("forget-guild:" + clock.instant());
        return units.write(guild, cause, work -> PersonStore.forgetGuild(work, kept, ROWS_AT_ONCE));
    }

    /** Each attempt is an operation of its own, which the ledger's transfers name. */
    private int execute(GuildId guild, Function<UnitOfWork, Integer> body) {
        var bytes = new byte[8];
        ThreadLocalRandom.current().nextBytes(bytes);
        var name = "forget-" + HexFormat.of().formatHex(bytes);
        var key = OperationKey.of(name + ":" + clock.instant());
        var request = new Request(key, guild, NOBODY, "forget", RequestHash.of(name));
        return switch (units.execute(request, Integer.class, body)) {
            case Executed.Done<Integer>(var rows, _) -> rows;
            case Executed.Not<Integer>(var why) ->
                    throw new Unavailable(
                            "the guild is being restored",
                            new IllegalStateException(why.toString()));
        };
    }
}
