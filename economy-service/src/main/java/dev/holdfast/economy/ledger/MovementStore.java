package dev.holdfast.economy.ledger;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timeline.TimelineEntry;
import dev.holdfast.kit.timeline.TimelineQuery;
import dev.holdfast.kit.timeline.TimelineQuery.Begun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Transfers as they are told to the people who run the bot. */
final class MovementStore {

    private static final String MOVEMENTS =
            """
            select t.made_at, t.operation, t.amount, t.reason, giver.kind as from_kind, taker.kind as to_kind,
                coalesce(payer.user_id, 0) as payer, coalesce(payee.user_id, 0) as payee
            from transfer t
            join account giver on giver.guild_id = t.guild_id and giver.account_id = t.from_account
            join account taker on taker.guild_id = t.guild_id and taker.account_id = t.to_account
            left join member_account payer on payer.guild_id = t.guild_id and payer.account_id = t.from_account
            left join member_account payee on payee.guild_id = t.guild_id and payee.account_id = t.to_account
            where t.guild_id = app_guild()
            """;
    private static final String AFTER =
            MOVEMENTS + " and t.made_at > :after order by t.transfer_id limit :most";
    private static final String OF_MEMBER =
            MOVEMENTS
                    + """
                     and t.made_at > :after
                     and (t.from_account = (select account_of(:member)) or t.to_account = (select account_of(:member)))
                     order by t.transfer_id limit :most
                    """;

    /** A slow command moves coins in a later transaction than the one that it began in. */
    private static final String OF_OPERATIONS =
            MOVEMENTS
                    + """
                     and t.made_at between :first and :last::timestamptz + interval '15 min'
                     and t.operation = any(:keys)
                     order by t.transfer_id limit :most
                    """;

    private MovementStore() {}

    static List<TimelineEntry> movements(TimelineQuery question, UnitOfWork work) {
        return switch (question) {
            case TimelineQuery.Everything(var after, var most) ->
                    all(work.handle().createQuery(AFTER).bind("after", utc(after)), most, work);
            case TimelineQuery.OfMember(var member, var after, var most) ->
                    all(
                            work.handle()
                                    .createQuery(OF_MEMBER)
                                    .bind("after", utc(after))
                                    .bind("member", member.value()),
                            most,
                            work);
            case TimelineQuery.OfOperations(var operations, var most) ->
                    operations.isEmpty() ? List.of() : of(operations, most, work);
        };
    }

    private static List<TimelineEntry> of(List<Begun> operations, int most, UnitOfWork work) {
        var instants = operations.stream().map(Begun::at).sorted().toList();
        var query =
                work.handle()
                        .createQuery(OF_OPERATIONS)
                        .bind("first", utc(instants.getFirst()))
                        .bind("last", utc(instants.getLast()))
                        .bindArray(
                                "keys", String.class, operations.stream().map(Begun::key).toList());
        return all(query, most, work);
    }

    private static List<TimelineEntry> all(Query query, int most, UnitOfWork work) {
        return query.bind("most", most).map((row, _) -> entry(row, work)).list();
    }

    private static TimelineEntry entry(ResultSet row, UnitOfWork work) throws SQLException {
        var payer = row.getLong("payer");
        return new TimelineEntry(
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                work.guild(),
                "transfer",
                row.getString("operation"),
                null,
                payer == 0 ? null : new UserId(payer),
                row.getString("reason"),
                "booked",
                "%d from %s to %s"
                        .formatted(
                                row.getLong("amount"),
                                whose(payer, row.getString("from_kind")),
                                whose(row.getLong("payee"), row.getString("to_kind"))));
    }

    private static String whose(long user, String kind) {
        if (user != 0) {
            return Long.toString(user);
        }
        return kind.equals("member") ? "somebody forgotten" : "the " + kind;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
