package dev.holdfast.roles.verification;

/** What the buttons that members press say. Once posted, each is understood for ever. */
final class StartState {

    static final String START = "start";
    static final String ANOTHER = "another";
    static final String OTHER = "other";

    private static final String ANSWER = "answer:";

    private StartState() {}

    /** To the challenge of that nonce. */
    static String answer(String nonce) {
        return ANSWER + nonce;
    }

    static boolean isAnswer(String state) {
        return state.startsWith(ANSWER);
    }

    static String nonce(String state) {
        return state.substring(ANSWER.length());
    }
}
