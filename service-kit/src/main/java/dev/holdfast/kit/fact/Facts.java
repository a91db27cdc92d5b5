package dev.holdfast.kit.fact;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.FactPage;
import dev.holdfast.kit.protocol.FactSpec;
import dev.holdfast.kit.protocol.FactValue;
import dev.holdfast.kit.protocol.FactValues;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The facts that this service publishes. Safe for any thread. */
@Singleton
public final class Facts {

    private static final UserId NOBODY = new UserId(0);

    /** Each concerns two members at most. */
    private static final int CHANGES = FactValues.MOST / 2;

    private final Map<String, Fact> facts;
    private final UnitsOfWork units;

    Facts(@All List<Fact> facts, UnitsOfWork units) {
        this.facts =
                facts.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        it -> it.spec().name(), Function.identity()));
        this.units = units;
    }

    /** Sorted by name. */
    public List<FactSpec> specs() {
        return facts.values().stream()
                .map(Fact::spec)
                .sorted(Comparator.comparing(FactSpec::name))
                .toList();
    }

    boolean has(String name) {
        return facts.containsKey(name);
    }

    FactValues values(String name, GuildId guild, Set<UserId> members) {
        return units.read(
                guild,
                NOBODY,
                work -> new FactValues(fact(name).values(members, work), work.now()));
    }

    /** The members whose fact changed behind the cursor, with what is true of them now. */
    FactPage changed(String name, GuildId guild, Cursor cursor) {
        return units.read(guild, NOBODY, work -> page(fact(name), cursor, work));
    }

    private static FactPage page(Fact fact, Cursor cursor, UnitOfWork work) {
        var changes = fact.changed(cursor.position(), CHANGES, work);
        var more = changes.stream().mapToLong(Fact.Change::id).distinct().count() >= CHANGES;
        var byMember = new LinkedHashMap<UserId, FactValue>();
        changes.stream()
                .map(Fact.Change::value)
                .filter(Objects::nonNull)
                .forEach(value -> byMember.put(value.user(), value));
        return new FactPage(
                List.copyOf(byMember.values()),
                cursor.after(changes, work.now(), more).toString(),
                more,
                work.now());
    }

    private Fact fact(String name) {
        var fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("There is no fact '%s' here.".formatted(name));
        }
        return fact;
    }
}
