package dev.holdfast.roles.job;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.RoleClaim;
import dev.holdfast.roles.assignment.Source;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line in the journal for each member and, where its parameters say so, a change of a role that
 * waits. Fails as often as it is told to, at the end of a page.
 */
@Singleton
final class MarkingTask implements MemberPageTask {

    static final String NAME = "marking";
    static final String CHANGING = "changing";
    static final int PAGE = 100;

    private static final String MARK =
            """
            insert into journal (guild_id, at, user_id, role_id, action)
            values (app_guild(), work_now(), :user, 1, 'marked')
            """;
    private static final Source SOURCE = new Source(NAME, "7");

    private final Assignments assignments;
    private volatile int most = PAGE;
    private final Map<GuildId, Integer> failures = new ConcurrentHashMap<>();

    @Inject
    MarkingTask(Assignments assignments) {
        this.assignments = assignments;
    }

    /** The role that is changed by these parameters, if they say so. */
    static RoleId role(String params) {
        return new RoleId(1 + params.length() - CHANGING.length());
    }

    /** Of a page, so many at a time. */
    void doing(int members) {
        most = members;
    }

    void failing(GuildId guild, int times) {
        failures.put(guild, times);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int pageSize() {
        return PAGE;
    }

    @Override
    public int page(StoredMemberPage page, String params, UnitOfWork work) {
        var done = page.members().subList(0, Math.min(page.members().size(), most));
        for (var member : done) {
            work.handle().createUpdate(MARK).bind("user", member.user().value()).execute();
            if (params.startsWith(CHANGING)) {
                assignments.claim(
                        work, RoleClaim.give(member.user(), role(params), SOURCE, "a test"));
            }
        }
        var left = failures.merge(work.guild(), -1, Integer::sum);
        if (left >= 0) {
            throw new IllegalStateException("as the test wants");
        }
        return done.size();
    }
}
