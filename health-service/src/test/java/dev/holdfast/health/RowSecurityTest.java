package dev.holdfast.health;

import dev.holdfast.kit.command.BotResource;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.OneConnection;
import dev.holdfast.kit.testing.RowSecurityContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;

/** Its rows are made up by the tables' own description, so a new table needs no line here. */
@QuarkusTest
@TestProfile(OneConnection.class)
@QuarkusTestResource(HoldfastServers.class)
class RowSecurityTest extends RowSecurityContract {

    /**
     * Rows of the kit's own tables that a command would leave; it has none that is always there.
     */
    private static final List<String> OF_KIT =
            List.of(
                    "insert into setting values (<guild>, 'probe', '{}', now())",
                    """
                    insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, began_at)
                    values (<guild>, 1, 'x', '2015-01-02', '', 5, 'probe', now())
                    """,
                    """
                    insert into audit (guild_id, at, user_id, operation, action, detail)
                    values (<guild>, now(), 5, '1', 'probe', '{}')
                    """);

    /** One row of what must be there; of a column with few words the first one. */
    private static final String ROW =
            """
            select format('insert into %I (guild_id', relname)
                || coalesce(string_agg(', ' || quote_ident(attname), '' order by attnum), '')
                || ') overriding system value values (<guild>'
                || coalesce(string_agg(', ' || case
                    when attname is null then null
                    when word is not null then quote_literal(word)
                    when kind = 'boolean' then 'false'
                    when kind = 'text[]' then '''{x}'''
                    when kind = 'bigint[]' then '''{1}'''
                    when kind = 'timestamp with time zone' then 'now()'
                    when kind = 'bytea' then '''\\x00'''
                    when kind = 'uuid' then 'gen_random_uuid()'
                    when kind = 'text' then '''x:1'''
                    else '1' end, '' order by attnum), '') || ')'
            from (
                select c.relname, a.attname, a.attnum, format_type(a.atttypid, null) as kind, (
                    select (regexp_match(pg_get_constraintdef(k.oid), a.attname || ' = ANY \\(ARRAY\\[''([^'']+)'''))[1]
                    from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey) and k.contype = 'c'
                    limit 1) as word
                from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    and a.attname <> 'guild_id' and a.attnotnull and (not a.atthasdef or a.attidentity <> '')
                where c.oid = '<table>'::regclass) as columns
            group by relname
            """;

    @Inject BotResource tables;

    @Override
    protected void fill(GuildId guild) {
        var admin = new Admin("health");
        OF_KIT.forEach(insert -> admin.execute(insert.replace("<guild>", guild.toString())));
        for (var table : tables.data()) {
            var has = "select count(*) from %s where guild_id = %s".formatted(table.table(), guild);
            var isOfKit = table.feature().equals("kit");
            if (!isOfKit && table.guildColumn() != null && admin.count(has) == 0) {
                var insert =
                        admin.list(ROW.replace("<table>", table.table()), String.class).getFirst();
                admin.execute(insert.replace("<guild>", guild.toString()));
            }
        }
    }
}
