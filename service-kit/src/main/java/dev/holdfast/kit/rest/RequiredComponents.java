package dev.holdfast.kit.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has Jackson refuse JSON that leaves out a record's component, or says {@code null} for it or in
 * it, as the record's own types say: unless the component is {@link Nullable}, or says itself what
 * its absence means ({@code @AddedField}).
 */
final class RequiredComponents extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final String OURS = "dev.holdfast.";

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return needed(member).isPresent() ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        return needed(member)
                .map(_ -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
                .orElseGet(() ->
                        isOfOurRecord(member)
                                ? JsonSetter.Value.forContentNulls(Nulls.FAIL)
                                : JsonSetter.Value.empty());
    }

    private static boolean isOfOurRecord(Annotated member) {
        return member instanceof AnnotatedParameter parameter
                && isOurs(parameter.getDeclaringClass());
    }

    private static Optional<RecordComponent> needed(Annotated member) {
        if (!(member instanceof AnnotatedParameter parameter)
                || !isOurs(parameter.getDeclaringClass())
                || parameter.hasAnnotation(JsonSetter.class)) {
            return Optional.empty();
        }
        var components = parameter.getDeclaringClass().getRecordComponents();
        return parameter.getOwner().getParameterCount() == components.length
                ? Optional.of(components[parameter.getIndex()]).filter(RequiredComponents::isNeeded)
                : Optional.empty();
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord() && type.getName().startsWith(OURS);
    }

    private static boolean isNeeded(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
