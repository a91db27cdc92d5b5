package dev.holdfast.kit.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bounds of a component of a settings record, as people write them: of a number ({@code 1} and
 * {@code 1,000,000}), of a duration ({@code 1h} and {@code 7d}), of a text's length in characters.
 * A stored value outside of them has the default.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Between {

    String least();

    String most();
}
