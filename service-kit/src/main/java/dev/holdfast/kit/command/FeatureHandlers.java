package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The event handlers in one feature's folder: they take an event in together, or none does. */
record FeatureHandlers(String feature, List<EventHandler> handlers) {

    FeatureHandlers {
        handlers = List.copyOf(handlers);
    }

    static List<FeatureHandlers> of(List<EventHandler> all) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                FeatureHandlers::folder, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> new FeatureHandlers(each.getKey(), each.getValue()))
                .toList();
    }

    private static String folder(EventHandler handler) {
        var name = handler.getClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Hands it to those who asked for its kind; to none where other features are meant. */
    void handle(EventEnvelope note, UnitOfWork work) {
        if (note.features().isEmpty() || note.features().contains(feature)) {
            for (var handler : handlers) {
                if (handler.kinds().contains(note.event().kind())) {
                    handler.handle(note, work);
                }
            }
        }
    }
}
