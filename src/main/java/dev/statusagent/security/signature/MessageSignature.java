package dev.statusagent.security.signature;

import dev.statusagent.security.signature.SignatureException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/**
 * One labelled signature of a request, parsed and not yet verified.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-4">RFC 9421 section 4</a>
 */
record MessageSignature(InnerList covered, ByteSequenceItem value) {
    static final String INPUT_HEADER = "Signature-Input";
    static final String SIGNATURE_HEADER = "Signature";
    private static final int MAX_SIGNATURES = 4;
    private static final int MAX_COMPONENTS = 32;

    /**
     * The signatures that both header fields of the request name, in their order; at least one.
     *
     * @throws SignatureException if the fields are not well-formed, too long, or have no label in common
     */
    static List<MessageSignature> of(MessageView message) throws SignatureException {
        Map<String, ListElement<?>> inputs = dictionary(message, INPUT_HEADER);
        Map<String, ListElement<?>> values = dictionary(message, SIGNATURE_HEADER);
        List<MessageSignature> signatures = new ArrayList<>();
        for (Map.Entry<String, ListElement<?>> input : inputs.entrySet()) {
            if (input.getValue() instanceof InnerList covered
                    && covered.get().size() <= MAX_COMPONENTS
                    && values.get(input.getKey()) instanceof ByteSequenceItem value) {
                signatures.add(new MessageSignature(covered, value));
            }
        }
        if (signatures.isEmpty() || inputs.size() > MAX_SIGNATURES) {
            throw new SignatureException(Reason.MALFORMED, "There is no signature, or there are too many");
        }
        return signatures;
    }

    private static Map<String, ListElement<?>> dictionary(MessageView message, String header)
            throws SignatureException {
        try {
            Dictionary dictionary = new Parser(message.header(header)).parseDictionary();
            return dictionary.get();
        } catch (ParseException e) {
            throw new SignatureException(Reason.MALFORMED, header + " is not a dictionary of RFC 8941");
        }
    }

    Set<String> coveredNames() {
        return covered.get().stream()
                .filter(item -> item instanceof StringItem && item.getParams().isEmpty())
                .map(Item::get)
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }
}
