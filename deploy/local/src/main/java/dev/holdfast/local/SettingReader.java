package dev.holdfast.local;

import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.embedded.StartFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings and collects what is wrong with them, so that all of it is said at once. */
final class SettingReader {

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();
    private final Map<Integer, String> ports = new HashMap<>();

    SettingReader(Map<String, String> environment) {
        this.environment = environment;
    }

    Optional<String> optional(OperatorSetting setting) {
        return optional(setting.name());
    }

    private Optional<String> optional(String setting) {
        return Optional.ofNullable(environment.get(setting))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    String text(OperatorSetting setting) {
        return optional(setting).orElse(setting.fallback());
    }

    List<String> words(OperatorSetting setting) {
        return List.of(text(setting).split("\\s+"));
    }

    Optional<String> atLeast(OperatorSetting setting, int length) {
        var text = optional(setting);
        if (text.isPresent() && text.get().length() < length) {
            problems.add(
                    "%s has %d characters and needs at least %d: make it longer, or unset it."
                            .formatted(setting, text.get().length(), length));
        }
        return text;
    }

    Optional<URI> address(OperatorSetting setting, String scheme) {
        return optional(setting).flatMap(text -> parse(setting, scheme, text));
    }

    private Optional<URI> parse(OperatorSetting setting, String scheme, String text) {
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null && uri.getScheme().startsWith(scheme)) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // Said below; the value itself may hold a password and is not repeated.
        }
        problems.add(
                "%s is not an address of the form %s://host:port: correct it, or unset it."
                        .formatted(setting, scheme));
        return Optional.empty();
    }

    LoopbackPort port(OperatorSetting setting) {
        return port(setting.name(), Integer.parseInt(setting.fallback()));
    }

    LoopbackPort port(String setting, int fallback) {
        var text = optional(setting).orElse(Integer.toString(fallback));
        try {
            var port = new LoopbackPort(Integer.parseInt(text));
            var other = ports.putIfAbsent(port.number(), setting);
            if (other != null) {
                problems.add(
                        "%s and %s are both %d: choose different ports."
                                .formatted(other, setting, port.number()));
            }
            return port;
        } catch (IllegalArgumentException e) {
            problems.add(
                    "%s is '%s', which is no port: use a number from 1 to 65535."
                            .formatted(setting, text));
            return new LoopbackPort(fallback);
        }
    }

    void finish() {
        if (!problems.isEmpty()) {
            throw new StartFailure(String.join("\n", problems));
        }
    }
}
