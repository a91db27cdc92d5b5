package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.fact.FactState;
import dev.holdfast.kit.protocol.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known of members' facts. */
final class RuleFactStore {

    private static final String KNOWN =
            """
            select told.user_id, told.value, page.as_of
            from <table> told join <table> page on page.guild_id = told.guild_id and page.user_id = 0
            where told.guild_id = app_guild() and told.user_id = any(:users) and told.value is not null
            """;

    private RuleFactStore() {}

    /** By member; of whom nothing is known is not in it. */
    static Map<UserId, FactState> known(UnitOfWork work, RuleFact fact, Collection<UserId> users) {
        return work
                .handle()
                .createQuery(KNOWN)
                .define("table", fact.table())
                .bindArray("users", Long.class, users.stream().map(UserId::value).toArray())
                .map((row, _) ->
                        Map.entry(
                                new UserId(row.getLong("user_id")),
                                new FactState(
                                        row.getLong("value"),
                                        row.getTimestamp("as_of").toInstant())))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
