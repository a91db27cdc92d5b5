package dev.holdfast.kit.timer;

import dev.holdfast.kit.command.Feature;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which feature sets timers of a kind: the one in whose package the kind is. For any thread. */
@Singleton
final class TimerFeatures {

    private final Instance<TimerHandler> kinds;
    private final Instance<Feature> features;
    private final AtomicReference<@Nullable Map<String, String>> known = new AtomicReference<>();

    /** By instance: kinds set timers themselves. */
    TimerFeatures(@Any Instance<TimerHandler> kinds, @Any Instance<Feature> features) {
        this.kinds = kinds;
        this.features = features;
    }

    /** Empty where that is the kit's, or not known. */
    String of(String kind) {
        var byKind = known.get();
        if (byKind == null) {
            byKind = read();
            known.set(byKind);
        }
        return byKind.getOrDefault(kind, "");
    }

    private Map<String, String> read() {
        var byPackage = new HashMap<String, String>();
        features.forEach(it -> byPackage.put(it.getClass().getPackageName(), it.name()));
        var byKind = new HashMap<String, String>();
        kinds.forEach(kind -> {
            var feature = byPackage.get(kind.getClass().getPackageName());
            if (feature != null) {
                byKind.put(kind.name(), feature);
            }
        });
        return Map.copyOf(byKind);
    }
}
