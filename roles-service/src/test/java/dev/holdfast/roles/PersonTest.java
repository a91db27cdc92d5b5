package dev.holdfast.roles;

import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.PersonContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PersonTest extends PersonContract {

    /** The gate of which generation, and not of whom. */
    @Override
    protected Set<String> noActors() {
        return Set.of("recent_join.held_by");
    }

    @Override
    protected Map<String, String> rows() {
        return Map.ofEntries(
                Map.entry(
                        "member",
                        "insert into member (guild_id, user_id, roles, as_of) values (<guild>, <user>, '{1}', <at>)"),
                Map.entry(
                        "claim",
                        """
                        insert into claim (guild_id, user_id, role_id, source, kind, since, generation, on_undo, reason, written_at)
                        values (<guild>, <user>, 1, 'test:1', 'claim', <at>, 1, 'give-back', 'a test', <at>)
                        """),
                Map.entry(
                        "assignment",
                        "insert into assignment (guild_id, user_id, role_id, changed_at) values (<guild>, <user>, 1, <at>)"),
                Map.entry(
                        "journal",
                        "insert into journal (guild_id, at, user_id, role_id, action) values (<guild>, <at>, <user>, 1, 'claimed')"),
                Map.entry(
                        "verified_member",
                        "insert into verified_member values (<guild>, <user>, 'button', <at>, null, 1, null, <at>)"),
                Map.entry(
                        "challenge",
                        "insert into challenge values (<guild>, <user>, 'picture', 'n', <at>, 0, null, <at>)"),
                Map.entry(
                        "approval_request",
                        "insert into approval_request values (<guild>, <user>, 1, 'open', <at>, null, null, <at>)"),
                Map.entry(
                        "role_job",
                        """
                        insert into role_job (guild_id, kind, subject, title, params, user_id, total, resumed_at, started_at)
                        values (<guild>, 'test', gen_random_uuid()::text, 'Rule 7', '', <user>, 1, <at>, <at>)
                        """),
                Map.entry(
                        "recent_join",
                        "insert into recent_join values (<guild>, <user>, <at>, null, false, <at>)"),
                Map.entry(
                        "sticky_role",
                        "insert into sticky_role values (<guild>, <user>, 1, 'sticky', <at>)"),
                Map.entry(
                        "rule_draft",
                        """
                        insert into rule_draft (guild_id, user_id, role_id, mode, made_at)
                        values (<guild>, <user>, 1, 'while', <at>)
                        """),
                Map.entry(
                        "rule_preview",
                        """
                        with draft as (
                            insert into rule_draft (guild_id, user_id, role_id, mode, made_at)
                            values (<guild>, 9, 1, 'while', <at>) returning draft_id)
                        insert into rule_preview select <guild>, draft_id, <user>, 'gains', <at> from draft
                        """),
                Map.entry(
                        "rule_fact_balance",
                        "insert into rule_fact_balance values (<guild>, <user>, 1, <at>)"));
    }
}
