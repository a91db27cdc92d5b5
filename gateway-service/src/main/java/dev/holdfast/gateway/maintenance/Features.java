package dev.holdfast.gateway.maintenance;

import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The features that can rest by themselves: those with commands for people. */
@Singleton
record Features(CatalogUpdater catalogs, MaintenanceState maintenances) {

    private static final int LONGEST = 40;

    private static final Texts TEXTS = Texts.of("maintenance");

    /** Sorted; one that rests is among them though its service knows it no longer. */
    List<String> all() {
        var all = new TreeSet<>(resting());
        all.addAll(catalogs.current().features());
        return List.copyOf(all);
    }

    private Collection<String> resting() {
        return maintenances.current().stream()
                .flatMap(it -> it.scope().feature().stream())
                .toList();
    }

    /** As its name was typed; empty: there is none. */
    Optional<MaintenanceScope> find(String typed) {
        var name = typed.strip().toLowerCase(Locale.ROOT);
        return all().contains(name) ? MaintenanceScope.feature(name) : Optional.empty();
    }

    /** What is wrong with such a name, and which there are. */
    String unknown(Locale locale, String typed) {
        return TEXTS.say(
                locale, "feature.unknown", UserText.show(typed, LONGEST), String.join(", ", all()));
    }
}
