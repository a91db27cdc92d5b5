package dev.holdfast.kit.rest;

import dev.holdfast.kit.problem.Problem;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which problems an operation answers with besides those that each may (a malformed body, a caller
 * without a key, a database that is away); for its OpenAPI description.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {

    Problem.Kind[] value();
}
