package dev.holdfast.kit.security;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where this service may be asked without a key: the doors that say {@link WithoutPairKey}. */
@Singleton
final class OpenDoors {

    private final List<Pattern> paths;

    OpenDoors(BeanManager beans) {
        this.paths =
                beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                        .map(Bean::getBeanClass)
                        .distinct()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .flatMap(OpenDoors::paths)
                        .toList();
    }

    private static Stream<Pattern> paths(Class<?> type) {
        var all = type.isAnnotationPresent(WithoutPairKey.class);
        var root = type.getAnnotation(Path.class).value();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> all || method.isAnnotationPresent(WithoutPairKey.class))
                .map(method -> method.getAnnotation(Path.class))
                .map(below -> pattern(root + "/" + (below == null ? "" : below.value())));
    }

    /** Whatever fits, the method behind it decides again. */
    private static Pattern pattern(String template) {
        var joined = ("/" + template).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        return Pattern.compile(joined.replaceAll("\\{[^}]*}", "[^/]+"));
    }

    /** Whether one may be meant. */
    boolean fits(String path) {
        var shape = ("/" + path).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        return paths.stream().anyMatch(it -> it.matcher(shape).matches());
    }
}
