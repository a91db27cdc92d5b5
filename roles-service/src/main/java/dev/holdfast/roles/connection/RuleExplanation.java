package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.ClaimSource;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What the rules that give a role say of a member, for {@code /why role}. */
@Singleton
record RuleExplanation(Members members, MemberKnowledge knowledge, TermLines lines, RuleWords words)
        implements ClaimSource {

    @Override
    public String feature() {
        return ConnectionFeature.NAME;
    }

    @Override
    public List<String> explain(UserId user, RoleId role, Invocation invocation, UnitOfWork work) {
        var rules = RuleStore.all(work).stream().filter(rule -> rule.role().equals(role)).toList();
        var member = members.find(work, user);
        if (rules.isEmpty() || member.isEmpty()) {
            return List.of();
        }
        var conditions = rules.stream().map(Rule::condition).toList();
        var known = knowledge.of(List.of(member.get()), conditions, work).getFirst();
        var said = new ArrayList<String>();
        for (var rule : rules) {
            said.add(
                    words.say(
                            invocation,
                            "explain.rule",
                            rule.id(),
                            words.mode(invocation, rule.mode()),
                            ListCommand.shortened(rule.text())));
            said.addAll(lines.of(invocation, rule.condition(), known));
            if (rule.state() == Rule.State.PAUSED) {
                said.add(words.say(invocation, "explain.paused", rule.id()));
            }
        }
        return said;
    }
}
