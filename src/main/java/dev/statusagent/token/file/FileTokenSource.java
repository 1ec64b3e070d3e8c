package dev.statusagent.token.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.config.FileTooLargeException;
import dev.statusagent.config.WatchedFile;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.From;
import dev.statusagent.token.RefreshError;
import dev.statusagent.token.RefreshException;
import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;

/** Reads the token from {@code STATUS_TOKEN_FILE}: its first line, or the field {@code token} of a JSON object. */
@ApplicationScoped
@From(TokenOrigin.FILE)
public class FileTokenSource implements TokenSource {
    private final ObjectMapper json;
    private final WatchedFile file;

    public FileTokenSource(TokenConfig config, ObjectMapper json) {
        this.json = json;
        this.file = config.file().map(WatchedFile::new).orElse(null);
    }

    @Override
    public TokenOrigin origin() {
        return TokenOrigin.FILE;
    }

    @Override
    public boolean hasChanged() {
        return file.hasChangedAnew();
    }

    @Override
    public AgentToken fetch() throws RefreshException {
        String text = read();
        return AgentToken.of(text.stripLeading().startsWith("{") ? fromJson(text) : firstLine(text), null);
    }

    private String read() throws RefreshException {
        try {
            return file.read();
        } catch (CharacterCodingException e) {
            throw new RefreshException(RefreshError.SECRET_INVALID, "the token file is not UTF-8 text");
        } catch (FileTooLargeException e) {
            throw new RefreshException(RefreshError.SECRET_INVALID, "the token file is too large to hold a token");
        } catch (IOException e) {
            throw new RefreshException(
                    RefreshError.FILE_UNREADABLE,
                    "the token file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** A token that begins with a brace is read as JSON and refused: such a file says too little about what it is. */
    private String fromJson(String text) throws RefreshException {
        try {
            JsonNode token = json.readTree(text).path("token");
            if (token.isTextual()) {
                return token.textValue();
            }
        } catch (JsonProcessingException e) {
            throw new RefreshException(RefreshError.SECRET_INVALID, "the token file is not valid JSON");
        }
        throw new RefreshException(RefreshError.SECRET_INVALID, "the token file's JSON has no text field \"token\"");
    }
}
