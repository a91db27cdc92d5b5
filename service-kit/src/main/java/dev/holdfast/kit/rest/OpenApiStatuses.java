package dev.holdfast.kit.rest;

import dev.holdfast.kit.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/**
 * An OpenAPI filter. It adds to each operation every status it may answer with, and to each record
 * its required fields, so that resources need not repeat them.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class OpenApiStatuses implements OASFilter {

    private static final String PROBLEM_SCHEMA = "Problem";
    private static final String TOO_LONG = "414";

    private final Resources resources;
    private final RequiredFields required;

    public OpenApiStatuses(IndexView index) {
        this.resources = new Resources(index);
        this.required = new RequiredFields(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description
                .getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations()
                                .forEach((verb, operation) -> describe(path, verb, operation)));
        var schemas = description.getComponents().getSchemas();
        description.getComponents().addSchema(PROBLEM_SCHEMA, problem());
        schemas.forEach(required::mark);
    }

    private void describe(String path, HttpMethod verb, Operation operation) {
        var kinds = kinds(path, verb, operation);
        var byStatus =
                kinds.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Problem.Kind::status, TreeMap::new, Collectors.toList()));
        var responses = operation.getResponses();
        byStatus.forEach((status, these) ->
                responses.addAPIResponse(Integer.toString(status), refusal(these)));
        responses.addAPIResponse(
                TOO_LONG, OASFactory.createAPIResponse().description("The address is too long"));
    }

    private List<Problem.Kind> kinds(String path, HttpMethod verb, Operation operation) {
        var kinds = new ArrayList<Problem.Kind>();
        kinds.add(Problem.Kind.UNAUTHENTICATED);
        kinds.add(Problem.Kind.UNAVAILABLE);
        if (operation.getParameters() != null || operation.getRequestBody() != null) {
            kinds.add(Problem.Kind.MALFORMED_REQUEST);
        }
        if (operation.getRequestBody() != null) {
            kinds.add(Problem.Kind.TOO_LARGE);
            kinds.add(Problem.Kind.UNSUPPORTED_MEDIA);
        }
        if (verb != HttpMethod.GET || resources.isForOperators(path, verb)) {
            kinds.add(Problem.Kind.FORBIDDEN);
        }
        if (resources.isOpen(path, verb)) {
            kinds.add(Problem.Kind.OVERLOADED);
        }
        kinds.addAll(resources.refusals(path, verb));
        return kinds.stream().distinct().sorted().toList();
    }

    private static APIResponse refusal(List<Problem.Kind> kinds) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM_SCHEMA));
        return OASFactory.createAPIResponse()
                .description(sentence(kinds))
                .content(
                        OASFactory.createContent()
                                .addMediaType(Problem.MEDIA_TYPE.toString(), media));
    }

    private static String sentence(List<Problem.Kind> kinds) {
        var whens = kinds.stream().map(Problem.Kind::when).collect(Collectors.joining(", or "));
        return whens.substring(0, 1).toUpperCase(Locale.ROOT) + whens.substring(1);
    }

    private static Schema problem() {
        var schema = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        for (var text : List.of("detail", "title", "type")) {
            schema.addProperty(text, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
        }
        return schema.addProperty(
                "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
    }
}
