package dev.holdfast.roles.job;

import dev.holdfast.kit.protocol.RoleId;
import java.util.Set;

/**
 * Work on all members that somebody asks for.
 *
 * @param kind the name of the {@link MemberPageTask} that does it
 * @param subject which one of its kind, such as a rule's id; at most 40 characters. Another job for
 *     the same kind and subject takes its place
 * @param title what people see, in the guild's language and fit to be shown; at most 200 characters
 * @param params what the task gets; at most 4,000 characters
 * @param roles which roles it changes; at most 100
 * @param restart what is so where it fails, and how it is started again: sentences in the guild's
 *     language, fit to be shown; at most 500 characters
 */
public record JobRequest(
        String kind,
        String subject,
        String title,
        String params,
        Set<RoleId> roles,
        String restart) {

    private static final int LONGEST_SUBJECT = 40;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_PARAMS = 4_000;
    private static final int MOST_ROLES = 100;
    private static final int LONGEST_RESTART = 500;

    public JobRequest {
        roles = Set.copyOf(roles);
        if (subject.length() > LONGEST_SUBJECT
                || title.isBlank()
                || title.length() > LONGEST_TITLE
                || params.length() > LONGEST_PARAMS) {
            throw new IllegalArgumentException(
                    "A job has a subject of at most 40, a title of 1 to 200 and parameters of at most"
                            + " 4,000 characters.");
        }
        if (roles.size() > MOST_ROLES || restart.length() > LONGEST_RESTART) {
            throw new IllegalArgumentException(
                    "A job changes at most 100 roles and says in at most 500 characters how it is"
                            + " started again.");
        }
    }
}
