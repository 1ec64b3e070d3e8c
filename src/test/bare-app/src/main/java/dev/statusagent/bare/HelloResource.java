package dev.statusagent.bare;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The one resource of the bare application. */
@Path("/hello")
public class HelloResource {

    @GET
    public String hello() {
        return "hello";
    }
}
