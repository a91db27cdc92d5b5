package dev.holdfast.smoke.backup;

/** What backup-service is killed in the middle of. */
interface Operation {

    /** Sees to it that there is something to do. */
    void prepare() throws Exception;

    /** Does it until it is over, whoever dies meanwhile; what came of it. */
    String run() throws Exception;

    /** Whether backup-service has been asked, once it runs. */
    default boolean isAsked() throws Exception {
        return true;
    }
}
