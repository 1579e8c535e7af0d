// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a pom.xml says, without what it inherits. */
record Pom(Document document) {

    static Pom read(Path file) throws IOException {
        try {
            return new Pom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no XML", e);
        }
    }

    /** All that a path finds, such as {@code /project/version}. */
    List<String> texts(String path) {
        return elements(path).stream().map(Node::getTextContent).toList();
    }

    /** The only one that a path finds. */
    String text(String path) {
        List<String> texts = texts(path);
        if (texts.size() != 1) {
            throw new IllegalArgumentException(path + " finds " + texts);
        }
        return texts.get(0);
    }

    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        elements("/project/properties/*")
                .forEach(property -> properties.put(property.getNodeName(), property.getTextContent()));
        return properties;
    }

    /** Versions of Maven's plug-ins that are pinned, by their names. */
    Map<String, String> pluginVersions() {
        Map<String, String> properties = properties();
        Map<String, String> versions = new TreeMap<>();
        for (Element plugin : elements("/project/build/pluginManagement/plugins/plugin")) {
            String version = child(plugin, "version");
            versions.put(
                    child(plugin, "artifactId"),
                    version.startsWith("${") ? properties.get(version.substring(2, version.length() - 1)) : version);
        }
        return versions;
    }

    private static String child(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    private List<Element> elements(String path) {
        try {
            NodeList found =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            return IntStream.range(0, found.getLength())
                    .mapToObj(index -> (Element) found.item(index))
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
