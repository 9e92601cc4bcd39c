package io.tidegate.inflow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as plain Java, in one shape: the root element's content is the value. An element with text
 * alone is that text; else it is a map of its children by their local names, its attributes as
 * {@code @name} and its text as {@code #text}; a name that stands more than once has the list of
 * its values. There is no DTD and no entity but XML's own five.
 */
final class XmlReader {
    /** Elements in each other: as JSON, with a list at each level, this is the depth of JSON. */
    static final int MAX_DEPTH = 100;

    static final int MAX_NAME = 512;

    /** Bytes within which a document names its encoding. */
    private static final int HEAD = 200;

    private final XMLStreamReader xml;

    private XmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static Object read(byte[] body) throws Refused {
        checkUtf8(body);
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                return new XmlReader(xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw Refused.unreadable("", "not XML" + at(e.getLocation()));
        } catch (MissingResourceException e) {
            // The platform has no message for some mistakes in a DTD, and stumbles over that.
            throw Refused.unreadable("", "not XML");
        }
    }

    /** The platform's reader says so too, but to standard error. */
    private static void checkUtf8(byte[] body) throws Refused {
        String head = new String(body, 0, Math.min(body.length, HEAD), ISO_8859_1);
        if (head.contains("encoding")) {
            return;
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw Refused.unreadable("", "XML that names no encoding is in UTF-8; this is not");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("nothing is read beside the post");
                });
        return factory;
    }

    private static String at(@org.jspecify.annotations.Nullable Location where) {
        return where == null
                ? ""
                : " (line " + where.getLineNumber() + ", column " + where.getColumnNumber() + ")";
    }

    private Object document() throws XMLStreamException, Refused {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.DTD) {
                throw Refused.unreadable("", "XML with a DOCTYPE is not taken");
            }
        }
        Object root = element(1);
        while (xml.hasNext()) {
            xml.next();
        }
        return root;
    }

    /** The element whose start was read last. */
    private Object element(int depth) throws XMLStreamException, Refused {
        if (depth > MAX_DEPTH) {
            throw Refused.unreadable("", "the XML is deeper than " + MAX_DEPTH + " elements");
        }
        Map<String, Object> members = attributes();
        boolean children = false;
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children = true;
                String name = name(xml.getLocalName());
                add(members, name, element(depth + 1));
            } else if (xml.hasText() && isText(event)) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw Refused.unreadable("", "not XML: an entity that it does not define");
            }
        }
        return value(members, children, text.toString());
    }

    private static Object value(Map<String, Object> members, boolean children, String text) {
        if (members.isEmpty()) {
            return text;
        }
        String shown = children ? text.trim() : text;
        if (!shown.isBlank()) {
            members.put("#text", shown);
        }
        return members;
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private Map<String, Object> attributes() throws Refused {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            add(
                    attributes,
                    "@" + name(xml.getAttributeLocalName(i)),
                    String.valueOf(xml.getAttributeValue(i)));
        }
        return attributes;
    }

    private static String name(String name) throws Refused {
        if (name.length() > MAX_NAME) {
            throw Refused.unreadable(
                    "", "a name in XML has at most " + MAX_NAME + " characters here");
        }
        return name;
    }

    private static void add(Map<String, Object> members, String name, Object value) {
        Object before = members.get(name);
        if (before == null) {
            members.put(name, value);
        } else if (before instanceof List<?>) {
            @SuppressWarnings("unchecked") // only lists made below: an element is text or a map
            List<Object> values = (List<Object>) before;
            values.add(value);
        } else {
            members.put(name, new ArrayList<>(List.of(before, value)));
        }
    }
}
