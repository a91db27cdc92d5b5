package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.Drawing;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Draws a text as a file of that text, as often as it is told. */
@Singleton
final class Echo implements Drawing {

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var times = Integer.parseInt(parameters.getOrDefault("times", "1"));
        return parameters.get("text").repeat(times).getBytes(StandardCharsets.UTF_8);
    }
}
