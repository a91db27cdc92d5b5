package dev.holdfast.kit.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.CharConversionException;
import java.io.IOException;

/** Refuses a body that is nothing: none at all, or {@code null}; and one that is no text. */
@Provider
final class RequiredBody implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        try {
            var body = context.proceed();
            if (body == null) {
                throw MismatchedInputException.from(
                        null, context.getType(), "There is no body, or it is null");
            }
            return body;
        } catch (CharConversionException _) {
            throw MismatchedInputException.from(null, context.getType(), "The body is not UTF-8");
        }
    }
}
