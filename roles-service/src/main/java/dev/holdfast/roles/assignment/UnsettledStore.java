package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.roles.assignment.Assignment.State;
import java.util.Map;
import java.util.stream.Collectors;

/** How many assignments of all guilds are not settled, from the indexes of those only. */
final class UnsettledStore {

    /** A limit bounds what counting costs. */
    private static final String COUNT =
            """
            select 'pending' as state, count(*) as rows from (
                select from assignment where state = 'pending' limit 100000) pending
            union all
            select 'blocked', count(*) from (
                select from assignment where state = 'blocked' limit 100000) blocked
            union all
            select 'left-alone', count(*) from (
                select from assignment where state = 'left-alone' limit 100000) left_alone
            """;

    private UnsettledStore() {}

    /** 100,000 of a state stands for as many or more. */
    static Map<State, Long> count(WorkerConnection worker) {
        return worker.commit(handle ->
                handle.createQuery(COUNT)
                        .map((row, _) ->
                                Map.entry(
                                        ColumnNames.read(State.class, row.getString("state")),
                                        row.getLong("rows")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
