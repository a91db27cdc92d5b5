package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;

/** Statements that find what does not hold of rules. */
final class RuleFaultStore {

    private static final String STORED =
            "select rule_id, condition from rule where guild_id = app_guild() order by rule_id";

    /** A rule whose role is deleted is paused within seconds. */
    private static final String WITHOUT_ROLE =
            """
            select format('rule %s gives the role %s, which %s', r.rule_id, r.role_id,
                coalesce('was deleted at ' || to_char(g.deleted_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'),
                    'this server does not have'))
            from rule r left join guild_role g on g.guild_id = app_guild() and g.role_id = r.role_id
            where r.guild_id = app_guild() and r.state = 'active' and r.changed_at < work_now() - interval '1 hour'
              and (g.deleted_at < work_now() - interval '1 hour'
                or g.guild_id is null and exists (
                    select from guild_role o where o.guild_id = app_guild() and o.as_of < work_now() - interval '1 hour'))
            order by r.rule_id limit 20
            """;

    /** A rule that was given up has an entry that says so: its timers do nothing. */
    private static final String TIMERS_WITHOUT_RULE =
            """
            select format('timer %s is of rule %s', t.timer_id, left(t.subject, 20))
            from timer t
            where t.guild_id = app_guild() and t.kind = any (:kinds)
              and not exists (
                select from rule r where r.guild_id = app_guild() and r.rule_id::text = t.subject)
              and not exists (
                select from rule_journal j
                where j.guild_id = app_guild() and j.rule_id::text = t.subject and j.action = 'expired')
            order by t.timer_id limit 20
            """;

    private RuleFaultStore() {}

    /** A rule's condition as its row has it. */
    record Stored(int rule, String condition) {}

    static List<Stored> stored(UnitOfWork work) {
        return work.handle()
                .createQuery(STORED)
                .map((row, _) -> new Stored(row.getInt("rule_id"), row.getString("condition")))
                .list();
    }

    static List<String> withoutRole(UnitOfWork work) {
        return work.handle().createQuery(WITHOUT_ROLE).mapTo(String.class).list();
    }

    static List<String> timersWithoutRule(UnitOfWork work) {
        return work.handle()
                .createQuery(TIMERS_WITHOUT_RULE)
                .bindArray("kinds", String.class, RuleRecheckTimer.NAME, RulePurgeTimer.NAME)
                .mapTo(String.class)
                .list();
    }
}
