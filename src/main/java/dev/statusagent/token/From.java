package dev.statusagent.token;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks an adapter of {@link TokenSource} with the origin that it serves. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface From {
    TokenOrigin value();

    /** The annotation as a value, for a choice at run time. */
    final class Literal extends AnnotationLiteral<From> implements From {
        private static final long serialVersionUID = 1L;

        private final TokenOrigin value;

        Literal(TokenOrigin value) {
            this.value = value;
        }

        @Override
        public TokenOrigin value() {
            return value;
        }
    }
}
