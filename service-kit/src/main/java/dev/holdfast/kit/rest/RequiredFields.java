package dev.holdfast.kit.rest;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/** Marks in a record's schema the fields that {@link RequiredComponents} insists on. */
record RequiredFields(IndexView index) {

    private static final DotName ADDED =
            DotName.createSimple("dev.holdfast.kit.protocol.AddedField");
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final String OURS = "dev.holdfast.";

    void mark(String name, Schema schema) {
        var properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        records(name, properties.keySet())
                .findFirst()
                .ifPresent(type -> {
                    var needed =
                            type.recordComponents().stream()
                                    .filter(it -> isNeeded(type, it))
                                    .map(RecordComponentInfo::name)
                                    .filter(properties::containsKey)
                                    .sorted()
                                    .toList();
                    if (!needed.isEmpty()) {
                        schema.setRequired(needed);
                    }
                });
    }

    /** Two records of one name are told apart by a number behind it, and here by their fields. */
    private Stream<ClassInfo> records(String name, Set<String> fields) {
        var simple = name.replaceAll("[0-9]+$", "");
        return index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith(OURS))
                .filter(type -> List.of(name, simple).contains(simpleName(type)))
                .filter(type ->
                        type.recordComponents().stream()
                                .map(RecordComponentInfo::name)
                                .toList()
                                .containsAll(fields));
    }

    private static String simpleName(ClassInfo type) {
        var name = type.name().withoutPackagePrefix();
        return name.substring(name.lastIndexOf('$') + 1);
    }

    private static boolean isNeeded(ClassInfo type, RecordComponentInfo component) {
        return !component.type().hasAnnotation(NULLABLE)
                && !type.field(component.name()).hasAnnotation(ADDED);
    }
}
