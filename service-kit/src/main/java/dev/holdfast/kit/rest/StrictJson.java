package dev.holdfast.kit.rest;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * What a service is sent must be whole: a number that was left out is not 0, a record has all its
 * fields, 1.5 is not 1.
 */
@Singleton
final class StrictJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper json) {
        json.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        json.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        json.registerModule(
                new SimpleModule("storable values")
                        .addDeserializer(Instant.class, new StorableInstant())
                        .addDeserializer(String.class, new StorableText())
                        .addKeyDeserializer(String.class, new StorableText.Name()));
        var usual = json.getDeserializationConfig().getAnnotationIntrospector();
        json.setAnnotationIntrospectors(
                json.getSerializationConfig().getAnnotationIntrospector(),
                AnnotationIntrospector.pair(usual, new RequiredComponents()));
    }
}
