package dev.statusagent.http;

import dev.statusagent.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What the API's description says of all endpoints alike: who may call, and that errors are problems. Runs once, in the build. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String AGENT_ID = "agentId";
    private static final String BEARER = "bearer";
    private static final String SIGNATURE = "signature";
    private static final String SESSION = "session";
    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = api.getComponents();
        describeCredentials(components);
        components.addSchema(PROBLEM, problem());
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    if (operation.getSecurity() != null) {
                        operation.setSecurity(credentials(path, method.name().equals("GET")));
                    }
                    if (!method.name().equals("GET")) {
                        describeUnwritable(operation.getResponses());
                    }
                    if (!path.equals("/health")) {
                        describeStopping(operation.getResponses());
                    }
                    describeErrors(operation);
                }));
    }

    private static void describeCredentials(Components components) {
        components.addSecurityScheme(
                AGENT_ID, key(SecurityScheme.In.HEADER, "X-Agent-Id", "The AGENT_ID of the agent"));
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("The agent token; for GET and HEAD, over TLS or from loopback"));
        components.addSecurityScheme(
                SIGNATURE,
                key(
                        SecurityScheme.In.HEADER,
                        "Signature",
                        "RFC 9421, hmac-sha256 with the agent token, with Signature-Input and, where there is a body,"
                                + " Content-Digest"));
        components.addSecurityScheme(
                SESSION,
                key(
                        SecurityScheme.In.COOKIE,
                        "status_session",
                        "A login's cookie (__Host-status_session under TLS); changes need X-CSRF-Token too"));
    }

    private static SecurityScheme key(SecurityScheme.In where, String name, String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(where)
                .name(name)
                .description(description);
    }

    private static List<SecurityRequirement> credentials(String path, boolean reading) {
        SecurityRequirement session = OASFactory.createSecurityRequirement().addScheme(SESSION);
        if (!path.startsWith("/api/")) {
            return List.of(session);
        }
        SecurityRequirement signed =
                OASFactory.createSecurityRequirement().addScheme(AGENT_ID).addScheme(SIGNATURE);
        SecurityRequirement bearer =
                OASFactory.createSecurityRequirement().addScheme(AGENT_ID).addScheme(BEARER);
        return reading ? List.of(bearer, signed, session) : List.of(signed, session);
    }

    /** Any change is refused while it could not be audited. */
    private static void describeUnwritable(APIResponses responses) {
        describe(responses, "507", "audit-unwritable");
    }

    /** Any request is refused while the agent stops. */
    private static void describeStopping(APIResponses responses) {
        describe(responses, "503", "stopping");
    }

    private static void describe(APIResponses responses, String status, String reason) {
        APIResponse known = responses.getAPIResponse(status);
        responses.addAPIResponse(
                status,
                OASFactory.createAPIResponse()
                        .description((known == null ? "" : known.getDescription() + ", ") + reason));
    }

    private static void describeErrors(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.matches("[45]\\d\\d") && response.getContent() == null) {
                describeError(response);
            }
        });
    }

    private static void describeError(APIResponse response) {
        response.setContent(OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problem() {
        Schema schema = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description(
                        "RFC 9457. The type is urn:status:problem: and the word that the response's description begins with");
        for (String field : new String[] {"type", "title", "detail", "instance", "error"}) {
            schema.addProperty(field, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
        }
        return schema.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
    }
}
