package dev.holdfast.gateway.discord;

import java.util.Set;

/** The bean that knows which intents the services need besides those that every session has. */
public interface ExtraIntents {

    /**
     * Asked all the time: a session that lacks one of them ends, and a new one begins. Waits for at
     * most 2 s; all of them where nobody knows.
     */
    Set<ExtraIntent> wanted() throws InterruptedException;
}
