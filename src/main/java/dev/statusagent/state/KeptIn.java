package dev.statusagent.state;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks an adapter of a port to state with the place where it keeps it. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface KeptIn {
    StateKind value();

    /** The annotation as a value, for a choice at run time. */
    final class Literal extends AnnotationLiteral<KeptIn> implements KeptIn {
        private static final long serialVersionUID = 1L;

        private final StateKind value;

        Literal(StateKind value) {
            this.value = value;
        }

        @Override
        public StateKind value() {
            return value;
        }
    }
}
