package dev.holdfast.smoke.backup;

import dev.holdfast.kit.protocol.GuildId;
import java.util.Random;

/**
 * The statements by which a guild gets rows of economy-service and roles-service, and loses some.
 */
final class Belongings {

    /** Members are numbered from 1. */
    static final int MEMBERS = 150;

    private static final int PAYMENTS = 1_500;
    private static final int MOST_COINS = 50;

    private static final String GIVE =
            """
            do $$ begin
                perform set_config('search_path', 'economy', true), set_config('app.operation', '1', true),
                    set_config('app.guild', '%1$s', true);
                perform open_accounts(1000, variadic (select array_agg(m::bigint) from generate_series(1, %2$d) m));
                perform pay(1 + i %% %2$d, 1 + (i * 7 + 3) %% %2$d, 1 + i %% 5, 1000, 'test.pay', null)
                from generate_series(1, %3$d) i where i %% %2$d <> (i * 7 + 3) %% %2$d;
                insert into claim select %1$s, m, 'test', 1 + m %% 9, now() from generate_series(1, %2$d) m;
                insert into setting values (%1$s, 'test', '{"some": 1}', now());
                insert into roles.rule (guild_id, rule_id, role_id, condition, mode, state, allowed_by, generation,
                    created_at, created_by, changed_at, changed_by)
                select %1$s, r, 700 + r, 'balance > 10', 'while', 'active', 1, 1, now(), 1, now(), 1
                from generate_series(1, 40) r;
                insert into roles.menu (guild_id, name, kind, changed_at)
                select %1$s, 'menu ' || m, 'buttons', now() from generate_series(1, 8) m;
                insert into roles.menu_role (guild_id, menu_id, role_id, place)
                select guild_id, menu_id, 900 + r, r from roles.menu cross join generate_series(1, 5) r
                where guild_id = %1$s;
                insert into roles.verified_member (guild_id, user_id, how, verified_at, role_id, written_at)
                select %1$s, m, 'button', now(), 800, now() from generate_series(1, %2$d) m;
            end $$
            """;
    private static final String TAKE =
            """
            do $$ begin
                perform set_config('search_path', 'economy', true), set_config('app.operation', '1', true),
                    set_config('app.guild', '%1$s', true);
                perform pay(%2$d, %3$d, %4$d, 1000, 'test.pay', null);
                delete from claim where guild_id = %1$s and user_id %% 7 = %5$d;
                delete from setting where guild_id = %1$s and %5$d < 4;
                delete from roles.rule where guild_id = %1$s and rule_id %% 7 = %5$d;
                delete from roles.menu where guild_id = %1$s and menu_id %% 7 = %5$d;
                delete from roles.verified_member where guild_id = %1$s and user_id %% 7 = %5$d;
            end $$
            """;

    private Belongings() {}

    /** Gives it all. */
    static String of(GuildId guild) {
        return GIVE.formatted(guild, MEMBERS, PAYMENTS);
    }

    /** Moves some coins and deletes some of the rest, as a bug would. */
    static String loss(GuildId guild, Random random) {
        var payer = 1 + random.nextInt(MEMBERS);
        var payee = 1 + (payer + random.nextInt(MEMBERS - 1)) % MEMBERS;
        var coins = 1 + random.nextInt(MOST_COINS);
        return TAKE.formatted(guild, payer, payee, coins, random.nextInt(7));
    }
}
