package dev.holdfast.kit.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an endpoint for operators only; they use a key of the pair {@code operator>service}. On a
 * method it counts more than on its class.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ForOperators {

    /**
     * Whether the service that watches all others, {@link CallerFilter#WATCHER}, may read there
     * too. What changes something stays closed to it.
     */
    boolean watcherToo() default false;
}
