package dev.holdfast.kit.rest;

import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.security.ForOperators;
import dev.holdfast.kit.security.WithoutPairKey;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** The methods behind the operations of a description, as the build's index knows them. */
record Resources(IndexView index) {

    private static final List<Class<?>> VERBS =
            List.of(GET.class, POST.class, PUT.class, DELETE.class);

    /** What an operation's method refuses with, as it says itself. */
    List<Problem.Kind> refusals(String path, PathItem.HttpMethod verb) {
        return method(path, verb)
                .map(it -> it.annotation(Refuses.class))
                .map(it -> Arrays.stream(it.value().asEnumArray()))
                .orElseGet(Stream::empty)
                .map(Problem.Kind::valueOf)
                .toList();
    }

    boolean isForOperators(String path, PathItem.HttpMethod verb) {
        return says(ForOperators.class, path, verb);
    }

    boolean isOpen(String path, PathItem.HttpMethod verb) {
        return says(WithoutPairKey.class, path, verb);
    }

    private boolean says(Class<? extends Annotation> what, String path, PathItem.HttpMethod verb) {
        return method(path, verb)
                .filter(it ->
                        it.hasAnnotation(what) || it.declaringClass().hasDeclaredAnnotation(what))
                .isPresent();
    }

    private Optional<MethodInfo> method(String path, PathItem.HttpMethod verb) {
        return index.getAnnotations(Path.class).stream()
                .filter(it -> it.target().kind() == AnnotationTarget.Kind.CLASS)
                .map(it -> it.target().asClass())
                .flatMap(type -> type.methods().stream().filter(isFor(type, path, verb)))
                .findFirst();
    }

    private static Predicate<MethodInfo> isFor(
            ClassInfo type, String path, PathItem.HttpMethod verb) {
        return method ->
                VERBS.stream()
                                .filter(it -> it.getSimpleName().equals(verb.name()))
                                .anyMatch(it -> method.hasAnnotation(it.getName()))
                        && path.equals(joined(type, method));
    }

    private static String joined(ClassInfo type, MethodInfo method) {
        var below = method.annotation(Path.class);
        var joined =
                "/%s/%s"
                        .formatted(
                                text(type.declaredAnnotation(Path.class).value()),
                                below == null ? "" : text(below.value()));
        return joined.replaceAll("/+", "/").replaceAll("/$", "");
    }

    private static String text(@Nullable AnnotationValue value) {
        return value == null ? "" : value.asString();
    }
}
