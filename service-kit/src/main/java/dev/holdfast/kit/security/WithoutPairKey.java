package dev.holdfast.kit.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an endpoint that needs no pair key, such as a page or a webhook. The endpoint validates its
 * callers itself and is rate limited per client address. Each must be listed in the module's {@code
 * open-doors.txt}, which its architecture test compares.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface WithoutPairKey {}
