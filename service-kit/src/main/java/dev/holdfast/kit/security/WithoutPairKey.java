package dev.holdfast.kit.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A door for strangers who have no key of a pair: a page, a webhook. It checks by itself what may
 * be asked; each address gets so many answers and no more. A module lists its own in {@code
 * open-doors.txt}, which its architecture test compares.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface WithoutPairKey {}
