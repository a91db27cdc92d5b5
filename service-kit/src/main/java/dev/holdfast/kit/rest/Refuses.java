package dev.holdfast.kit.rest;

import dev.holdfast.kit.problem.Problem;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists the problems an operation may answer with, besides those of every operation (malformed
 * body, caller without a key, database away). For its OpenAPI description.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {

    Problem.Kind[] value();
}
