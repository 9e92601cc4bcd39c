package io.tidegate.cli;

import io.tidegate.connector.Mistake;
import io.tidegate.rehearsal.Difference;
import io.tidegate.rehearsal.TestReport;
import io.tidegate.rehearsal.TestResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Test results as CI servers read them: a suite for each connector, a case for each test, and an
 * error for each mistake in a file.
 */
final class JunitXml {
    private static final String IN_FOLDER = "TEST-tidegate.xml";

    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * @param to a file, whose folder is made, or a folder that is there
     * @throws Refused if it cannot be written
     */
    static void write(TestReport report, Path to) {
        Path file = Files.isDirectory(to) ? to.resolve(IN_FOLDER) : to;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newInstance()
                            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            new JunitXml(xml).all(report);
            xml.close();
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw Refused.no("the file " + file + " cannot be written: " + e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a bug: the results cannot be written as XML", e);
        }
    }

    private void all(TestReport report) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("testsuites");
        Map<String, List<TestResult>> suites =
                report.results().stream()
                        .collect(
                                Collectors.groupingBy(
                                        TestResult::connector, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<TestResult>> suite : suites.entrySet()) {
            suite(suite.getKey(), suite.getValue());
        }
        if (!report.loaded().mistakes().isEmpty()) {
            mistakes(report.loaded().mistakes());
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(String connector, List<TestResult> results) throws XMLStreamException {
        long failed = results.stream().filter(result -> !result.passed()).count();
        long millis = results.stream().mapToLong(TestResult::millis).sum();
        begin(connector, results.size(), failed, 0);
        xml.writeAttribute("time", seconds(millis));
        for (TestResult result : results) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", connector);
            attribute("name", result.name());
            attribute("file", result.mark().file());
            xml.writeAttribute("line", Integer.toString(result.mark().line()));
            xml.writeAttribute("time", seconds(result.millis()));
            if (!result.passed()) {
                failure(result);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void failure(TestResult result) throws XMLStreamException {
        xml.writeStartElement("failure");
        attribute("message", result.happened());
        String text =
                result.differences().stream().map(JunitXml::text).collect(Collectors.joining("\n"));
        xml.writeCharacters(Plain.lines(text));
        xml.writeEndElement();
    }

    private static String text(Difference difference) {
        return difference.mark()
                + ": "
                + difference.path()
                + "\n  expected  "
                + difference.expected()
                + "\n  actual    "
                + difference.actual();
    }

    private void mistakes(List<Mistake> mistakes) throws XMLStreamException {
        begin("files", mistakes.size(), 0, mistakes.size());
        for (Mistake mistake : mistakes) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", "files");
            attribute("name", mistake.mark().toString());
            xml.writeStartElement("error");
            attribute("message", mistake.message());
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void begin(String name, long tests, long failures, long errors)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Long.toString(tests));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", Long.toString(errors));
    }

    /** XML has no way to write a control character. */
    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Plain.text(value));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}
