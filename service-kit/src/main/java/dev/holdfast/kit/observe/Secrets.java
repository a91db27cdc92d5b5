package dev.holdfast.kit.observe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Removes secrets from log lines and alerts: values of settings whose names say that they are
 * secret, keys derived from them, and anything that looks like a credential. Thread-safe.
 */
@Singleton
public final class Secrets {

    /** In their place. */
    static final String HIDDEN = "***";

    /** What is shorter would hide words. */
    private static final int SHORTEST = 8;

    private static final Pattern SECRET_NAME =
            Pattern.compile("(.*[._-])?(token|secret|password|keys?|webhook)([._-]previous)?");
    private static final Pattern WITH_PASSWORD =
            Pattern.compile("[a-z][a-z+:]*://[^/@\\s:]*:([^/@\\s]+)@.*", Pattern.DOTALL);

    /** Each is looked for only where its needle is: most lines have none. */
    private static final List<Form> FORMS =
            List.of(
                    Form.of("Bot ", "\\bBot [\\w.~+/=-]{20,}", "Bot ***"),
                    Form.of("Bearer ", "\\bBearer [\\w.~+/=-]{8,}", "Bearer ***"),
                    Form.of("Basic ", "\\bBasic [\\w.~+/=-]{8,}", "Basic ***"),
                    Form.of("/webhooks/", "(/webhooks/\\d+/)[\\w.%~-]{8,}", "$1***"),
                    Form.of("/interactions/", "(/interactions/\\d+/)[\\w.%~-]{8,}", "$1***"),
                    Form.of("://", "(://[^/@\\s:]*:)[^/@\\s]+@", "$1***@"),
                    Form.of("oken\"", "(?i)(\"[\\w-]*token\"\\s*:\\s*\")[^\"]*", "$1***"),
                    Form.of("assword", "(?i)(password\"?\\s*[=:]\\s*\"?)[^\\s\"&,;]+", "$1***"));

    private record Form(String needle, Pattern pattern, String instead) {

        static Form of(String needle, String pattern, String instead) {
            return new Form(needle, Pattern.compile(pattern), instead);
        }

        String hidden(String text) {
            return text.contains(needle) ? pattern.matcher(text).replaceAll(instead) : text;
        }
    }

    private volatile List<String> known = List.of();
    private volatile SubstringMatcher suspicious = needles();

    /** Those of the environment, for what is said before there are settings. */
    Secrets(Map<String, String> environment) {
        environment.forEach(this::setting);
    }

    @Inject
    Secrets(Config config) {
        for (var name : config.getPropertyNames()) {
            value(config, name).ifPresent(value -> setting(name, value));
        }
    }

    private static Optional<String> value(Config config, String name) {
        try {
            return config.getOptionalValue(name, String.class);
        } catch (NoSuchElementException _) { // it leads nowhere
            return Optional.empty();
        }
    }

    /** From now on it is in no log line; what is short, or the word itself, would hide words. */
    public void hide(String secret) {
        if (secret.length() >= SHORTEST && !isWord(secret) && !known.contains(secret)) {
            add(secret);
        }
    }

    private static boolean isWord(String secret) {
        return SECRET_NAME.matcher(secret.toLowerCase(Locale.ROOT)).matches();
    }

    private synchronized void add(String secret) {
        // A secret that is part of another must not leave the rest of that one.
        known =
                Stream.concat(known.stream(), Stream.of(secret))
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        suspicious = needles();
    }

    private SubstringMatcher needles() {
        return new SubstringMatcher(
                Stream.concat(known.stream(), FORMS.stream().map(Form::needle)).toList());
    }

    /** The text without them. */
    public String hidden(String text) {
        if (!suspicious.occurIn(text)) {
            return text;
        }
        var clean = text;
        for (var secret : known) {
            clean = clean.contains(secret) ? clean.replace(secret, HIDDEN) : clean;
        }
        for (var form : FORMS) {
            clean = form.hidden(clean);
        }
        return clean;
    }

    private void setting(String name, String value) {
        var password = WITH_PASSWORD.matcher(value);
        if (password.matches()) {
            hide(password.group(1));
            hide(decoded(password.group(1)));
        }
        if (SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            parts(value).forEach(this::hide);
        }
    }

    /** {@code name=key,name=key} holds several. */
    private static Iterable<String> parts(String value) {
        var parts = new TreeSet<String>();
        parts.add(value.strip());
        for (var entry : value.split(",", -1)) {
            parts.add(entry.substring(entry.indexOf('=') + 1).strip());
        }
        return parts;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) { // not encoded
            return text;
        }
    }
}
