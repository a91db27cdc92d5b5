package dev.holdfast.local;

import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the services' settings, as the docs of the interfaces that read them have them. */
final class KnownSettings {

    static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    static final List<ServiceDefinition> FLEET = ServiceDefinitions.read(ROOT);

    /** A line of a Javadoc may end before the name. */
    private static final Pattern SETTING = Pattern.compile("\\{@code[\\s*]+([A-Z][A-Z_]+)\\}");

    private static final Pattern VARIABLE = Pattern.compile("\\$(HOLDFAST_[A-Z_]+)");

    private KnownSettings() {}

    static ServiceDefinition service(String name) {
        return FLEET.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    /** What the images' own start reads, beside what it hands on to the service. */
    static Set<String> ofImages() throws IOException {
        var start = Files.readString(ROOT.resolve("deploy/container/start"));
        var known = new TreeSet<String>();
        VARIABLE.matcher(start).results().forEach(name -> known.add(name.group(1)));
        return known;
    }

    static Set<String> read() throws IOException {
        var known = new TreeSet<>(List.of("QUARKUS_HTTP_PORT"));
        var services = FLEET.stream().map(ServiceDefinition::module);
        for (var module : Stream.concat(Stream.of("service-kit"), services).toList()) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    var text = Files.readString(file);
                    if (text.contains("@ConfigMapping") || text.contains("@ConfigProperty")) {
                        SETTING.matcher(text).results().forEach(name -> known.add(name.group(1)));
                    }
                }
            }
        }
        return known;
    }
}
