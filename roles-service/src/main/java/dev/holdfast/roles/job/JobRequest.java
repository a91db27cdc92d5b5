package dev.holdfast.roles.job;

/**
 * Work on all members that somebody asks for.
 *
 * @param kind the name of the {@link MemberPageTask} that does it
 * @param subject which one of its kind, such as a rule's id; at most 40 characters. Another job for
 *     the same kind and subject takes its place
 * @param title what people see, in the guild's language and fit to be shown; at most 200 characters
 * @param params what the task gets; at most 4,000 characters
 */
public record JobRequest(String kind, String subject, String title, String params) {

    private static final int LONGEST_SUBJECT = 40;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_PARAMS = 4_000;

    public JobRequest {
        if (subject.length() > LONGEST_SUBJECT
                || title.isBlank()
                || title.length() > LONGEST_TITLE
                || params.length() > LONGEST_PARAMS) {
            throw new IllegalArgumentException(
                    "A job has a subject of at most 40, a title of 1 to 200 and parameters of at most"
                            + " 4,000 characters.");
        }
    }
}
